/** What a push asks the service worker to do. */
export type PushMessage = { type: 'show'; notification: PushNotification } | { type: 'withdraw'; tag: string; readSeq: number }

export interface PushNotification {
  title: string
  body: string
  tag: string
  /** Within this site. */
  url: string
  seq: number
  silent: boolean
  /** Its message was deleted: it takes the place of the one that shows it. */
  replaces: boolean
}

interface Words {
  title: string
  body: string
  note: string
  deleted: string
}

/**
 * Reads a push. Whatever it is, something comes out that can be shown: a browser takes the right to
 * push away from those who show nothing, and what is broken here came from the right server all the
 * same, as nobody else has the keys.
 *
 * @param data what came, if anything did
 * @param words what to say where the push does not
 * @param origin of this site; other addresses are not opened
 */
export function readPush(data: string | undefined, words: Words, origin: string): PushMessage {
  const payload = parse(data)
  const tag = text(payload['tag'])
  if (payload['type'] === 'notification_withdrawn' && tag) return { type: 'withdraw', tag, readSeq: number(payload['readSeq']) }
  return {
    type: 'show',
    notification: {
      title: (payload['conversationKind'] === 'notes' ? `${words.note} · ` : '') + (text(payload['title']) ?? words.title),
      body: payload['deleted'] === true ? words.deleted : (text(payload['body']) ?? words.body),
      tag: tag ?? 'chat',
      url: within(origin, text(payload['url'])),
      seq: number(payload['seq']),
      silent: !text(payload['sound']),
      replaces: payload['deleted'] === true,
    },
  }
}

function parse(data: string | undefined): Record<string, unknown> {
  try {
    const payload: unknown = JSON.parse(data ?? '')
    return typeof payload === 'object' && payload !== null ? (payload as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

function number(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : 0
}

function within(origin: string, url: string | undefined): string {
  if (!url || !URL.canParse(url, origin)) return '/'
  const { origin: theirs, pathname, search, hash } = new URL(url, origin)
  return theirs === origin ? pathname + search + hash : '/'
}
