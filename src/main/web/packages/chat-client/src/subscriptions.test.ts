import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ChatClient, type UserRole } from './index.ts'

interface Limits {
  atOnce: number
  perSecond: number
  perSession: number
}

const room = (index: number) => ({
  conversationId: `room-${index}`,
  roomId: `room-${index}`,
  kind: 'ticket',
  title: `room ${index}`,
  members: [],
  lastMessage: null as object | null,
  // The first one was the last in which something was said.
  lastEventAt: new Date(Date.UTC(2026, 0, 1) - index * 1_000).toISOString(),
  lastSeq: 1,
  lastReadSeq: 1,
  unreadCount: 0,
})

let role: UserRole
let rooms: ReturnType<typeof room>[]
let limits: Limits
let refusals: number
let silent: string | undefined
let chat: ChatClient

/** A server that takes so many subscriptions of a person and no more, as the real one does. */
class FakeSocket extends EventTarget {
  static all: FakeSocket[] = []
  static free = 0
  static since = 0
  readonly OPEN = 1
  readyState = 0
  onopen: (() => void) | null = null
  onmessage: ((event: { data: string }) => void) | null = null
  onclose: ((event: object) => void) | null = null
  /** All that were asked for, in their order. */
  readonly asked: string[] = []
  readonly subscribed = new Map<string, string>()

  constructor() {
    super()
    FakeSocket.all.push(this)
    setTimeout(() => {
      this.readyState = 1
      this.onopen?.()
    })
  }

  send(text: string): void {
    const [head = ''] = text.split('\n\n')
    const [command, ...lines] = head.split('\n')
    const { destination = '', receipt, id = '' } = Object.fromEntries(lines.map((line) => line.split(/:(.*)/s)))
    if (command === 'CONNECT') this.#answer('CONNECTED\nversion:1.2\n\n')
    if (command === 'UNSUBSCRIBE') this.subscribed.delete(id)
    if (command === 'SUBSCRIBE') {
      this.asked.push(destination)
      if (destination === silent) return
      if (!this.#takes()) return
      this.subscribed.set(id, destination)
    }
    if (receipt) this.#answer(`RECEIPT\nreceipt-id:${receipt}\n\n`)
    if (destination === '/app/user_join') {
      const joined = { type: 'user_joined', userId: 'lena', userName: 'lena', userRole: role, conversations: rooms, nextCursor: null, online: [] }
      this.tell('/user/queue/messages', joined)
    }
  }

  /** Whoever is subscribed gets it. */
  tell(destination: string, event: object): void {
    const body = JSON.stringify({ timestamp: new Date().toISOString(), ...event })
    for (const [id, to] of this.subscribed) {
      if (to === destination) this.#answer(`MESSAGE\nsubscription:${id}\nmessage-id:1\ndestination:${destination}\n\n${body}`)
    }
  }

  close(): void {
    if (this.readyState === 3) return
    this.readyState = 3
    setTimeout(() => this.onclose?.({ code: 1000, reason: '', wasClean: true }))
  }

  #takes(): boolean {
    const now = Date.now()
    FakeSocket.free = Math.min(limits.atOnce, FakeSocket.free + ((now - FakeSocket.since) / 1_000) * limits.perSecond)
    FakeSocket.since = now
    const takes = FakeSocket.free >= 1 && this.subscribed.size < limits.perSession
    if (takes) FakeSocket.free--
    else {
      refusals++
      this.tell('/user/queue/errors', { type: 'error', event: 'subscribe', code: 'rate_limited', message: '', retryAfterMs: 20 })
    }
    return takes
  }

  #answer(frame: string): void {
    setTimeout(() => this.onmessage?.({ data: `${frame}\0` }))
  }
}

const server: typeof fetch = async (address) => {
  const path = new URL(String(address)).pathname.replace('/api/v1', '')
  if (path === '/me') return Response.json({ userId: 'lena', userName: 'lena', userRole: role })
  if (path === '/conversations') return Response.json({ items: rooms.toSorted((a, b) => b.lastEventAt.localeCompare(a.lastEventAt)), nextCursor: null })
  if (path.endsWith('/timeline')) return Response.json({ lines: [], hasMoreBefore: false, hasMoreAfter: false, asOfSeq: 1, firstSeq: 1 })
  return Response.json({ items: [], nextCursor: null })
}

const last = () => FakeSocket.all.at(-1)!
const topicOf = (index: number) => `/topic/room.room-${index}`
const followed = () => [...last().subscribed.values()]
const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms)

function message(index: number, seq = 2) {
  return {
    type: 'room_message',
    kind: 'text',
    roomId: `room-${index}`,
    conversationId: `room-${index}`,
    seq,
    messageId: `m${seq}`,
    senderId: 'carol',
    senderName: 'carol',
    senderRole: 'client',
    content: 'Hello',
    timestamp: '2026-01-02T00:00:00.000Z',
  }
}

async function arrive(count: number, as: UserRole): Promise<void> {
  role = as
  rooms = Array.from({ length: count }, (_, index) => room(index))
  FakeSocket.free = limits.atOnce
  FakeSocket.since = Date.now()
  chat.connect()
  await wait(1_000)
}

beforeEach(() => {
  vi.useFakeTimers()
  FakeSocket.all = []
  limits = { atOnce: 1_000, perSecond: 50, perSession: 1_000 }
  refusals = 0
  silent = undefined
  chat = new ChatClient({
    baseUrl: 'https://chat.example.org',
    token: () => 'token',
    storage: null,
    fetch: server,
    webSocket: () => new FakeSocket() as unknown as WebSocket,
  })
})
afterEach(() => {
  chat.stop()
  vi.useRealTimers()
})

test('of a member of 520 tickets nothing is refused, and the oldest is followed when it is opened', async () => {
  await arrive(520, 'employee_l1')
  expect(chat.connection.value.status).toBe('online')
  expect(followed()).toContain(topicOf(0))

  const timeline = chat.timeline('room-519')
  await timeline.open()
  await wait(100)
  last().tell(topicOf(519), message(519))
  await wait(100)
  expect(timeline.state.value.events.map((event) => 'content' in event && event.content)).toEqual(['Hello'])
  expect(chat.conversation('room-519')).toMatchObject({ lastSeq: 2, unreadCount: 1 })

  await wait(120_000)
  expect(refusals).toBe(0)
  expect(followed()).toContain(topicOf(440))
  expect(new Set(followed()).size).toBe(followed().length)
})

test('whatever is opened of more rooms than a session may follow, is followed, and the oldest gives way', async () => {
  await arrive(1_400, 'client')
  await wait(60_000)
  for (let index = 1_100; index < 1_300; index++) await chat.timeline(`room-${index}`).open()
  await wait(10_000)
  expect(refusals).toBe(0)
  expect(followed()).toContain(topicOf(1_299))
  expect(followed()).toContain(topicOf(0))
  expect(followed().length).toBeLessThan(1_000)
})

test('a refused subscription is asked for again, once the server takes it, and all of them stand once', async () => {
  limits = { atOnce: 100, perSecond: 10, perSession: 1_000 }
  await arrive(200, 'client')
  expect(refusals).toBeGreaterThan(0)
  await wait(60_000)
  expect(followed()).toEqual(expect.arrayContaining(rooms.map((_, index) => topicOf(index))))
  expect(new Set(followed()).size).toBe(followed().length)
  const asked = last().asked.length
  await wait(60_000)
  expect(last().asked).toHaveLength(asked)
})

test('a session of which the server takes no more does not keep asking', async () => {
  limits.perSession = 50
  await arrive(100, 'client')
  await wait(300_000)
  expect(last().asked.length).toBeLessThan(600)
})

test('a subscription that is not answered is asked for again, and then stands', async () => {
  silent = topicOf(1)
  await arrive(3, 'client')
  silent = undefined
  await wait(10_000)
  expect(followed().filter((topic) => topic === topicOf(1))).toHaveLength(1)
})

test('what was said before a late subscription stands is not missed', async () => {
  await arrive(400, 'client')
  const late = rooms[399]!
  expect(followed()).not.toContain(topicOf(399))
  Object.assign(late, { lastSeq: 2, lastMessage: message(399), lastEventAt: '2026-01-02T00:00:00.000Z', unreadCount: 1 })
  await wait(15_000)
  expect(chat.conversation('room-399')).toMatchObject({ lastSeq: 2, unreadCount: 1 })
})

test('a new connection follows first what is open', async () => {
  await arrive(520, 'employee_l1')
  await chat.timeline('room-519').open()
  await wait(100)
  chat.networkChanged()
  await wait(2_000)
  expect(FakeSocket.all).toHaveLength(2)
  expect(last().asked.find((topic) => topic.startsWith('/topic/room.'))).toBe(topicOf(519))
})

test('nothing is asked for any more once the client has stopped', async () => {
  silent = topicOf(1)
  await arrive(400, 'client')
  chat.stop()
  await wait(100)
  expect(vi.getTimerCount()).toBe(0)
})
