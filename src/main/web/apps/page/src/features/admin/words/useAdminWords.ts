import { useLanguage } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import type { Language } from '@sealkloud/chat-react/i18n/languages.ts'
import { de } from './de.ts'
import { en, type AdminWords } from './en.ts'

const WORDS: Record<Language, AdminWords> = { en, de }

/**
 * The words of the administration in the present language: apart from those of the chat, whose
 * first page would grow by them.
 */
export function useAdminWords(): AdminWords {
  return WORDS[useLanguage()]
}
