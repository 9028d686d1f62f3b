import { createContext, use, useMemo, type ReactNode } from 'react'
import { datesOf, localeOf, type Dates } from './dates.ts'
import type { Dictionary } from './en.ts'
import { LANGUAGES, type Language } from './languages.ts'

const LanguageContext = createContext<Language>('en')

export function LanguageProvider({ language, children }: { language: Language; children: ReactNode }) {
  return <LanguageContext value={language}>{children}</LanguageContext>
}

/** The present language, for parts of a page that have words of their own. */
export function useLanguage(): Language {
  return use(LanguageContext)
}

/** The words of the present language. */
export function useText(): Dictionary {
  return LANGUAGES[use(LanguageContext)].text
}

/** Dates as the present language writes them. */
export function useDates(): Dates {
  const language = use(LanguageContext)
  const locale = useMemo(() => localeOf(language), [language])
  return datesOf(locale, LANGUAGES[language].text.conversation)
}
