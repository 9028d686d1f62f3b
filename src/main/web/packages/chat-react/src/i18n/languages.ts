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
