import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ChatClient, type ChatClientOptions } from './index.ts'

const never = () => new Promise<never>(() => {})
let chat: ChatClient
let answer: (path: string) => Promise<Response>

const silentSocket = () => Object.assign(new EventTarget(), { readyState: 0, OPEN: 1, close: () => {} }) as unknown as WebSocket

/** The server's own page, whose cookie the browser's other tabs share. */
function clientOfPage(server: typeof fetch): ChatClient {
  return new ChatClient({ baseUrl: 'https://chat.example.org', storage: null, webSocket: silentSocket, fetch: server })
}

function client(options: ChatClientOptions = {}): ChatClient {
  return new ChatClient({
    baseUrl: 'https://chat.example.org',
    token: () => 'token',
    storage: null,
    backoff: { firstMs: 500, maxMs: 8_000, random: () => 1 },
    fetch: (address) => answer(new URL(String(address)).pathname.replace('/api/v1', '')),
    webSocket: silentSocket,
    ...options,
  })
}

const isThere = async (path: string) =>
  Response.json(path === '/me' ? { userId: 'lena', userName: 'lena', userRole: 'employee_l1' } : { items: [], nextCursor: null })

beforeEach(() => {
  vi.useFakeTimers()
  answer = isThere
})
afterEach(() => {
  chat.stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test.each<[string, () => void, ChatClientOptions]>([
  ['the server accepts the connection and says nothing', () => (answer = never), {}],
  ['the list of conversations never comes', () => (answer = (path) => (path === '/me' ? isThere(path) : never())), {}],
  ['the page never gives the token that it is asked for', () => {}, { token: never }],
])('starting ends within 20 s if %s', async (_why, arrange, options) => {
  arrange()
  chat = client(options)
  const started = expect(chat.start()).rejects.toMatchObject({ code: 'unreachable', temporary: true })
  await vi.advanceTimersByTimeAsync(20_000)
  await started
  expect(chat.me.value).toBeNull()
  answer = isThere
})

test('connecting keeps nobody waiting, and goes on until the server answers', async () => {
  answer = () => Promise.reject(new TypeError('Failed to fetch'))
  chat = client()
  chat.connect()
  await vi.advanceTimersByTimeAsync(0)
  expect(chat.connection.value).toEqual({ status: 'offline', retryAt: Date.now() + 500 })
  expect(chat.me.value).toBeNull()
  answer = isThere
  await vi.advanceTimersByTimeAsync(500)
  expect(chat.me.value).toMatchObject({ userId: 'lena' })
})

test('connecting can be hurried, and ends where nobody is signed in', async () => {
  answer = () => Promise.reject(new TypeError('Failed to fetch'))
  chat = client({ token: (refused) => (refused ? null : 'token') })
  chat.connect()
  await vi.advanceTimersByTimeAsync(0)
  answer = async () => Response.json({ code: 'unauthenticated' }, { status: 401 })
  chat.reconnect()
  await vi.advanceTimersByTimeAsync(0)
  expect(chat.connection.value).toEqual({ status: 'signed_out', retryAt: null })
})

test('a page ends when somebody else has logged in in another tab, and takes nothing of theirs', async () => {
  vi.stubGlobal('document', { cookie: 'XSRF-TOKEN=secret' })
  let cookieOf = 'ada'
  const refused: string[] = []
  const server: typeof fetch = async (address, { headers } = {}) => {
    const stated = new Headers(headers).get('X-Chat-User')
    const { pathname } = new URL(String(address))
    if (stated !== null && stated !== cookieOf) {
      refused.push(pathname)
      return Response.json({ code: 'identity_mismatch' }, { status: 403 })
    }
    if (pathname.endsWith('/me')) return Response.json({ userId: cookieOf, userName: cookieOf, userRole: 'employee_l1' })
    return Response.json({
      items: [{ conversationId: `of-${cookieOf}`, kind: 'team', title: cookieOf, members: [], lastSeq: 1, lastReadSeq: 1 }],
      nextCursor: null,
    })
  }
  chat = clientOfPage(server)
  await chat.start()
  expect(chat.conversations.value).toMatchObject([{ conversationId: 'of-ada' }])

  cookieOf = 'lena'
  await expect(chat.rest.conversations()).rejects.toMatchObject({ code: 'unauthenticated' })
  expect(refused).toEqual(['/api/v1/conversations'])
  expect(chat.connection.value.status).toBe('signed_out')
})

test('a page that starts while another tab logs in belongs to one of both', async () => {
  vi.stubGlobal('document', { cookie: '' })
  let cookieOf = 'ada'
  const server: typeof fetch = async (address, { headers } = {}) => {
    const stated = new Headers(headers).get('X-Chat-User')
    if (stated !== null && stated !== cookieOf) return Response.json({ code: 'identity_mismatch' }, { status: 403 })
    if (!new URL(String(address)).pathname.endsWith('/me')) return Response.json({ items: [], nextCursor: null })
    const me = { userId: cookieOf, userName: cookieOf, userRole: 'employee_l1' }
    cookieOf = 'lena'
    return Response.json(me)
  }
  chat = clientOfPage(server)
  await expect(chat.start()).rejects.toMatchObject({ code: 'unauthenticated' })
  await chat.start()
  expect(chat.me.value).toMatchObject({ userId: 'lena' })
})

test('what answers too late starts nothing', async () => {
  const waiting: (() => void)[] = []
  answer = (path) => (path === '/me' ? isThere(path) : new Promise<void>((resolve) => void waiting.push(resolve)).then(() => isThere(path)))
  chat = client()
  const started = expect(chat.start()).rejects.toMatchObject({ code: 'unreachable' })
  await vi.advanceTimersByTimeAsync(20_000)
  await started
  for (const go of waiting) go()
  await vi.advanceTimersByTimeAsync(0)
  expect(chat.me.value).toBeNull()
})
