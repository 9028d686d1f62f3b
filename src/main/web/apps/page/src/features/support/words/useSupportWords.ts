import { useLanguage } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import type { Language } from '@sealkloud/chat-react/i18n/languages.ts'
import { de } from './de.ts'
import { en, type SupportWords } from './en.ts'

const WORDS: Record<Language, SupportWords> = { en, de }

/** The words of this page in the present language, in a chunk of their own like the page. */
export function useSupportWords(): SupportWords {
  return WORDS[useLanguage()]
}
