import type { BackoffOptions } from './backoff.ts'
import type { TokenSource } from './credentials.ts'
import type { FileStorage } from './fileStorage.ts'
import type { OutboxStorage } from './outbox.ts'

/** What this window is doing, for the presence that others see and for who needs a notification. */
export interface WindowPresence {
  status: 'active' | 'away' | 'dnd'
  visible: boolean
  /** The conversation that is open, if one is. */
  conversationId?: string
}

export interface ChatClientOptions {
  /** Where the server is, such as `https://chat.example.org`. Default: where the page came from. */
  baseUrl?: string
  /**
   * Gives the bearer token. Leave it out on the server's own page, where a session cookie takes its
   * place.
   */
  token?: TokenSource
  /**
   * Where unsent messages survive a reload; null for memory alone. Default: `localStorage`, if it
   * can be used.
   */
  storage?: OutboxStorage | null
  /**
   * Where the files of unsent messages survive a reload; null for memory alone. Default: IndexedDB,
   * if there is one and a {@link storage}.
   */
  files?: FileStorage | null
  /**
   * Makes of a file what {@link ChatClient.send} uploads, such as a picture that all can show.
   * Default: the file itself.
   */
  prepareFile?: (file: Blob, name: string, signal: AbortSignal) => Promise<{ file: Blob; name: string }>
  /** How long to wait between attempts to connect. */
  backoff?: BackoffOptions
  /** How often to compare with the server what both have, in milliseconds. Default 60,000. */
  syncEveryMs?: number
  /** Opens the socket, where there is no global `WebSocket`. */
  webSocket?: (url: string) => WebSocket
  fetch?: typeof fetch
}

/** Where unsent messages are kept, or null for memory alone: a browser may refuse its storage. */
export function storageOf({ storage }: ChatClientOptions): OutboxStorage | null {
  if (storage !== undefined) return storage
  try {
    return globalThis.localStorage ?? null
  } catch {
    return null
  }
}

/**
 * Gives where the files of unsent messages are kept: not without the messages. What it takes is
 * fetched when it is first asked for.
 */
export function filesOf(options: ChatClientOptions): () => Promise<FileStorage | null> {
  let storage = options.files === undefined && (storageOf(options) === null || !('indexedDB' in globalThis)) ? null : options.files
  return async () => {
    storage ??= storage === null ? null : new (await import('./laterFiles.ts')).IndexedFiles()
    return storage
  }
}
