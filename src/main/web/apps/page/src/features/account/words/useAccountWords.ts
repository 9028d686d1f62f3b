import type { ChatError } from '@sealkloud/chat-client'
import { useLanguage } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import type { Language } from '@sealkloud/chat-react/i18n/languages.ts'
import { de } from './de.ts'
import { en, type AccountWords } from './en.ts'

const WORDS: Record<Language, AccountWords> = { en, de }

/**
 * The words of the account's pages in the present language: apart from those of the chat, whose
 * first page would grow by them.
 */
export function useAccountWords(): AccountWords {
  return WORDS[useLanguage()]
}

/** Says why something failed. */
export function explain(error: ChatError, words: AccountWords): string {
  if (error.reason === 'common_password') return words.common
  if (error.reason === 'wrong_code' || error.reason === 'second_factor_wrong') return words.factor.wrongCode
  if (error.reason === 'wrong_password') return words.wrongPassword
  if (error.code === 'rate_limited') return words.tooMany(Math.ceil((error.retryAfterMs ?? 60_000) / 1000))
  return error.temporary ? words.unreachable : words.failed
}
