import { useLanguage } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import type { Language } from '@sealkloud/chat-react/i18n/languages.ts'
import { de } from './de.ts'
import { en, type SearchWords } from './en.ts'

const WORDS: Record<Language, SearchWords> = { en, de }

/** The words of the search in the present language, in a chunk of their own like the search. */
export function useSearchWords(): SearchWords {
  return WORDS[useLanguage()]
}
