import { de } from '@sealkloud/chat-react/i18n/de.ts'
import { en, type Dictionary } from '@sealkloud/chat-react/i18n/en.ts'
import type { Language } from '@sealkloud/chat-react/i18n/languages.ts'

/** All of them, because a service worker imports nothing later. */
export const WORDS: Record<Language, Dictionary> = { en, de }
