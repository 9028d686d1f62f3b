/** Search, as the wire describes it. */

import type { ConversationKind } from './durableEvents.ts'

/** What is searched for. Without words, the other conditions must say enough. */
export interface MessageSearch {
  /**
   * Words that a message must all have, `"phrases"`, and `-words` that it must not have; any text
   * is a query. At most 250 characters, unless the server says otherwise.
   */
  q?: string
  /** Only in this conversation. */
  conversationId?: string
  /** The id of whoever has written it. */
  sender?: string
  /** From this time on, as ISO 8601. */
  since?: string
  /** Before this time, as ISO 8601. */
  until?: string
  has?: 'file' | 'link' | 'image'
  /** Only in conversations of this kind. */
  kind?: ConversationKind
  /** The `nextCursor` of the page before. */
  cursor?: string
  /** 1 to 100, 20 by default. */
  limit?: number
}

/** A message, or a conversation by its title. */
export interface SearchHit {
  conversationId: string
  /** Of the conversation, as is `title`. */
  kind: ConversationKind
  title: string
  /** Where the words are, unless in the text of a message. */
  field?: 'title' | 'file'
  /** Of the message, or the first one of the conversation. */
  seq: number
  /** Missing for a title, as are the sender's id and name. */
  messageId?: string
  senderId?: string
  senderName?: string
  timestamp: string
  /** One line of plain text. */
  snippet: string
  /** Where the words of the query are in `snippet`: begin and end, in UTF-16 units. */
  matches: [from: number, to: number][]
}
