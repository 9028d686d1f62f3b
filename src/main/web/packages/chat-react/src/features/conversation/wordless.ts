import type { MessageEvent } from '@sealkloud/chat-client'
import type { Dictionary } from '../../i18n/en.ts'
import { previewOf } from './markdown.ts'

/** What is said in the place of words that nobody can read any more; null if there are words. */
export function insteadOfWords({ deleted, unreadable }: Pick<MessageEvent, 'deleted' | 'unreadable'>, text: Dictionary): string | null {
  if (deleted) return text.message.deleted
  return unreadable ? text.message.unreadable : null
}

/** A message as one line, whether or not it has words. */
export function lineOf(message: Pick<MessageEvent, 'deleted' | 'unreadable' | 'content' | 'attachments'>, text: Dictionary): string {
  return insteadOfWords(message, text) ?? previewOf(message)
}
