import { createContext, use, useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react'
import { datesOf, localeOf, type Dates } from './dates.ts'
import { dictionary, loadDictionary } from './dictionaries.ts'
import { en, type Dictionary } from './en.ts'
import type { Language } from './languages.ts'

interface Words {
  language: Language
  text: Dictionary
  /** Nobody reads it: another one draws again what says "today", or a time alone. */
  day: string
}

const LanguageContext = createContext<Words>({ language: 'en', text: en, day: '' })

/** A computer that has slept over midnight finds out soon, too. */
const LOOK_AT_CLOCK_MS = 30_000

/**
 * Shows what is below it in a language: nothing until its words have been fetched, the former
 * language while another is.
 */
export function LanguageProvider({ language, children }: { language: Language; children: ReactNode }) {
  const shown = useLoaded(language)
  const day = useSyncExternalStore(eachMoment, localDay)
  const value = useMemo(() => shown && { language: shown, text: dictionary(shown) ?? en, day }, [shown, day])
  return value && <LanguageContext value={value}>{children}</LanguageContext>
}

function eachMoment(look: () => void): () => void {
  const timer = setInterval(look, LOOK_AT_CLOCK_MS)
  return () => clearInterval(timer)
}

function localDay(): string {
  return new Date().toDateString()
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

/** Dates as the present language writes them; whoever uses it is drawn again when the day ends. */
export function useDates(): Dates {
  const { language, text } = use(LanguageContext)
  return datesOf(localeOf(language), text.conversation)
}
