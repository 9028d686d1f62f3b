import { createContext, use, type ReactNode } from 'react'
import { datesOf, type Dates } from './dates.ts'
import { de } from './de.ts'
import { en, type Dictionary } from './en.ts'

export type Language = 'en' | 'de'

export const LANGUAGES: Record<Language, { name: string; text: Dictionary }> = {
  en: { name: 'English', text: en },
  de: { name: 'Deutsch', text: de },
}

/** The first of the person's languages that there is. */
export function preferredLanguage(wanted: readonly string[] = navigator.languages): Language {
  return wanted.map((tag) => tag.slice(0, 2)).find((tag): tag is Language => tag in LANGUAGES) ?? 'en'
}

const LanguageContext = createContext<Language>('en')

export function LanguageProvider({ language, children }: { language: Language; children: ReactNode }) {
  return <LanguageContext value={language}>{children}</LanguageContext>
}

/** The words of the present language. */
export function useText(): Dictionary {
  return LANGUAGES[use(LanguageContext)].text
}

/** Dates as the present language writes them. */
export function useDates(): Dates {
  const language = use(LanguageContext)
  // "en" alone would be American; the browser knows which English the person reads.
  const region = navigator.languages.find((tag) => tag.startsWith(language)) ?? language
  return datesOf(region, LANGUAGES[language].text.conversation)
}
