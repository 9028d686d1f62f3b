import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react'
import { datesOf, localeOf, type Dates } from './dates.ts'
import { dictionary, loadDictionary } from './dictionaries.ts'
import { en, type Dictionary } from './en.ts'
import type { Language } from './languages.ts'

const LanguageContext = createContext<{ language: Language; text: Dictionary }>({ language: 'en', text: en })

/**
 * Shows what is below it in a language: nothing until its words have been fetched, the former
 * language while another is.
 */
export function LanguageProvider({ language, children }: { language: Language; children: ReactNode }) {
  const shown = useLoaded(language)
  const value = useMemo(() => shown && { language: shown, text: dictionary(shown) ?? en }, [shown])
  return value && <LanguageContext value={value}>{children}</LanguageContext>
}

function useLoaded(language: Language): Language | null {
  const [shown, setShown] = useState(() => (dictionary(language) ? language : null))
  useEffect(() => {
    let current = true
    const show = (loaded: Language) => current && setShown((former) => (loaded === language ? language : (former ?? loaded)))
    loadDictionary(language).then(
      () => show(language),
      // While the server is away, English is better than nothing.
      () => show('en'),
    )
    return () => {
      current = false
    }
  }, [language])
  return shown
}

/** The present language, for parts of a page that have words of their own. */
export function useLanguage(): Language {
  return use(LanguageContext).language
}

/** The words of the present language. */
export function useText(): Dictionary {
  return use(LanguageContext).text
}

/** Dates as the present language writes them. */
export function useDates(): Dates {
  const { language, text } = use(LanguageContext)
  const locale = useMemo(() => localeOf(language), [language])
  return datesOf(locale, text.conversation)
}
