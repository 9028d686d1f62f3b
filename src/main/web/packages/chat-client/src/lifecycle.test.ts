import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ChatClient, type ChatClientOptions, type UserRole } from './index.ts'

const ROOM = {
  conversationId: 'room',
  roomId: 'room',
  kind: 'ticket',
  title: 'room',
  members: [],
  lastMessage: null,
  lastEventAt: '',
  lastSeq: 3,
  lastReadSeq: 0,
}
/** One that only `user_join` tells of. */
const NEW_ROOM = { ...ROOM, conversationId: 'new', roomId: 'new' }
/** One that nothing tells of before it is asked for. */
const LATER_ROOM = { ...ROOM, conversationId: 'later', roomId: 'later' }
const SAID = { type: 'message', conversationId: 'later', seq: 4, senderId: 'lena', content: 'Said meanwhile' }
/** What only staff may hear. */
const OF_STAFF = ['/topic/presence.clients', '/topic/tickets', '/topic/notes.room']

/** The role that the server has for the person, and the one with which it answers `user_join`. */
let role: UserRole
let roleOfSession: UserRole | undefined
let meFails: boolean
/** The conversations that were asked for one by one, and the topics that stood then. */
let asked: string[]
let roomsFail: boolean
let chat: ChatClient

/** A server that takes everything, and confirms it if it should. */
class FakeSocket extends EventTarget {
  static all: FakeSocket[] = []
  static confirms = true
  /** A subscription that is confirmed to nobody. */
  static silent = ''
  readonly OPEN = 1
  readyState = 0
  onopen: (() => void) | null = null
  onmessage: ((event: { data: string }) => void) | null = null
  onclose: ((event: object) => void) | null = null
  readonly subscribed: string[] = []
  readonly standing = new Set<string>()
  readonly sent: { destination: string; body: Record<string, unknown> }[] = []

  constructor() {
    super()
    FakeSocket.all.push(this)
    setTimeout(() => {
      this.readyState = 1
      this.onopen?.()
    })
  }

  send(text: string): void {
    const [head = '', body = ''] = text.split('\n\n')
    const [command, ...lines] = head.split('\n')
    const headers = Object.fromEntries(lines.map((line) => line.split(/:(.*)/s)))
    const { destination, receipt } = headers
    if (command === 'CONNECT') this.#answer('CONNECTED\nversion:1.2\n\n')
    if (command === 'SUBSCRIBE') this.subscribed.push(destination)
    if (command === 'SEND') this.sent.push({ destination, body: JSON.parse(body.replace('\0', '')) })
    if (command === 'SUBSCRIBE' && destination !== FakeSocket.silent) setTimeout(() => this.standing.add(destination))
    if (receipt && (command === 'SUBSCRIBE' ? destination !== FakeSocket.silent : FakeSocket.confirms)) this.#answer(`RECEIPT\nreceipt-id:${receipt}\n\n`)
    if (destination === '/app/user_join') {
      const joined = {
        type: 'user_joined',
        userId: 'carol',
        userName: 'carol',
        userRole: roleOfSession ?? role,
        conversations: [ROOM, NEW_ROOM],
        nextCursor: null,
      }
      this.tell({ ...joined, online: [] })
    }
  }

  tell(event: object): void {
    const body = JSON.stringify({ timestamp: new Date().toISOString(), ...event })
    this.#answer(`MESSAGE\nsubscription:sub-0\nmessage-id:1\ndestination:/user/queue/messages\n\n${body}`)
  }

  close(): void {
    if (this.readyState === 3) return
    this.readyState = 3
    setTimeout(() => this.onclose?.({ code: 1000, reason: '', wasClean: true }))
  }

  #answer(frame: string): void {
    setTimeout(() => this.onmessage?.({ data: `${frame}\0` }))
  }
}

const server: typeof fetch = async (address) => {
  const path = new URL(String(address)).pathname
  const room = [ROOM, NEW_ROOM, LATER_ROOM].find(({ conversationId }) => path.includes(`/conversations/${conversationId}`))
  if (room && roomsFail && path.endsWith(room.conversationId)) return Response.json({ code: 'unavailable' }, { status: 503 })
  if (room) return Response.json(ofRoom(room, path))
  if (!path.endsWith('/me')) return Response.json({ items: path.endsWith('/conversations') ? [ROOM] : [], nextCursor: null })
  return meFails ? Response.json({ code: 'unavailable' }, { status: 503 }) : Response.json({ userId: 'carol', userName: 'carol', userRole: role })
}

/** In each room something is said just before its topic stands. */
function ofRoom(room: typeof ROOM, path: string): object {
  const lastSeq = last().standing.has(`/topic/room.${room.roomId}`) ? 4 : 3
  if (path.endsWith('/timeline')) return { lines: [], hasMoreBefore: false, hasMoreAfter: false, asOfSeq: lastSeq, firstSeq: 1 }
  if (path.endsWith('/events')) return { items: lastSeq === 4 ? [SAID] : [], nextCursor: null }
  asked.push(room.conversationId)
  return { ...room, lastSeq }
}

const OPTIONS: ChatClientOptions = {
  baseUrl: 'https://chat.example.org',
  token: () => 'token',
  storage: null,
  fetch: server,
  webSocket: () => new FakeSocket() as unknown as WebSocket,
}

const last = () => FakeSocket.all.at(-1)!
const changed = (userRole: UserRole, userName = 'carol') => last().tell({ type: 'user_changed', userId: 'carol', userName, userRole })
const sentTo = (to: string) => last().sent.filter(({ destination }) => destination === to)
const settled = () => vi.advanceTimersByTimeAsync(3_000)

beforeEach(() => {
  vi.useFakeTimers()
  FakeSocket.all = []
  FakeSocket.confirms = true
  FakeSocket.silent = ''
  role = 'client'
  roleOfSession = undefined
  meFails = false
  asked = []
  roomsFail = false
  chat = new ChatClient(OPTIONS)
})
afterEach(() => {
  chat.stop()
  vi.useRealTimers()
})

async function arrive(): Promise<void> {
  chat.connect()
  await settled()
  expect(chat.connection.value.status).toBe('online')
}

test('a page whose person has another role arrives anew, and hears what the role may hear', async () => {
  await arrive()
  expect(last().subscribed).not.toContain('/topic/tickets')
  role = 'admin'
  // As a session of a client is told of it, and twice, as staff are.
  changed('employee_l1')
  changed('employee_l1')
  await settled()
  expect(FakeSocket.all).toHaveLength(2)
  expect(last().subscribed).toEqual(expect.arrayContaining(OF_STAFF))
  expect(chat.me.value).toMatchObject({ userRole: 'admin' })
  expect(chat.connection.value.status).toBe('online')
})

test('whoever is no member of staff any more does not ask for what is denied', async () => {
  role = 'employee_l2'
  await arrive()
  expect(last().subscribed).toEqual(expect.arrayContaining(OF_STAFF))
  role = 'client'
  changed('client')
  await settled()
  expect(FakeSocket.all).toHaveLength(2)
  for (const destination of OF_STAFF) expect(last().subscribed).not.toContain(destination)
  expect(chat.me.value).toMatchObject({ userRole: 'client' })
})

test('another name is shown at once, without a new connection', async () => {
  await arrive()
  changed('client', 'Carol Jones')
  await vi.advanceTimersByTimeAsync(0)
  expect(chat.me.value).toMatchObject({ userName: 'Carol Jones', userRole: 'client' })
  await settled()
  expect(FakeSocket.all).toHaveLength(1)
})

test('a role that the server does not confirm leads to no connection, or to one', async () => {
  await arrive()
  changed('employee_l1')
  await settled()
  expect(FakeSocket.all).toHaveLength(1)
  meFails = true
  changed('employee_l1')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(FakeSocket.all).toHaveLength(2)
  expect(chat.me.value).toMatchObject({ userRole: 'client' })
})

test('a role that changes during an arrival is not missed, though the session has the former one', async () => {
  chat.connect()
  await vi.waitFor(() => expect(last().subscribed).not.toEqual([]))
  roleOfSession = 'client'
  role = 'employee_l1'
  changed('employee_l1')
  await vi.advanceTimersByTimeAsync(100)
  roleOfSession = undefined
  await settled()
  expect(last().subscribed).toEqual(expect.arrayContaining(OF_STAFF))
  expect(chat.me.value).toMatchObject({ userRole: 'employee_l1' })
})

test('a message under way goes again over the new connection, as the same one', async () => {
  await arrive()
  FakeSocket.confirms = false
  const clientMessageId = chat.send('room', 'Hello')
  await vi.advanceTimersByTimeAsync(0)
  expect(sentTo('/app/room_message')).toHaveLength(1)
  role = 'employee_l1'
  FakeSocket.confirms = true
  changed('employee_l1')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(FakeSocket.all).toHaveLength(2)
  expect(sentTo('/app/room_message')).toMatchObject([{ body: { clientMessageId, content: 'Hello' } }])
})

test('an arrival that was given up for it does not take the place of the next one', async () => {
  FakeSocket.silent = '/topic/room.new'
  chat.connect()
  await vi.waitFor(() => expect(last().subscribed).toContain('/topic/room.new'))
  role = 'employee_l1'
  changed('employee_l1')
  await vi.advanceTimersByTimeAsync(100)
  FakeSocket.silent = ''
  await vi.advanceTimersByTimeAsync(10_000)
  expect(FakeSocket.all).toHaveLength(2)
  chat.send('room', 'Hello')
  await vi.advanceTimersByTimeAsync(0)
  expect(sentTo('/app/room_message')).toHaveLength(1)
})

test('a read mark that the server could not store goes again over the same connection', async () => {
  await arrive()
  FakeSocket.confirms = false
  chat.markRead('room', 2)
  await vi.advanceTimersByTimeAsync(300)
  last().tell({ type: 'error', event: 'read', code: 'unavailable', message: '' })
  FakeSocket.confirms = true
  await settled()
  expect(sentTo('/app/read')).toHaveLength(2)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(sentTo('/app/read')).toHaveLength(2)
})

test('what is said in a new room before its topic stands is read then, and once', async () => {
  await arrive()
  expect(asked).toEqual(['new'])
  expect(chat.conversation('new')?.lastSeq).toBe(4)
  asked = []
  await Promise.all([chat.fetchConversation('later'), chat.fetchConversation('later')])
  expect(chat.conversation('later')?.lastSeq).toBe(3)
  await settled()
  expect(chat.conversation('later')?.lastSeq).toBe(4)
  expect(asked).toEqual(['later', 'later', 'later'])
  await chat.fetchConversation('later')
  await settled()
  expect(asked).toHaveLength(4)
})

test.each(['before', 'after'])('a new room that is opened %s it is known shows what is said before its topic stands', async (when) => {
  await arrive()
  if (when === 'before') await chat.timeline('later').open()
  await chat.fetchConversation('later')
  if (when === 'after') await chat.timeline('later').open()
  await settled()
  expect(chat.timeline('later').state.value.events).toMatchObject([{ content: 'Said meanwhile' }])
})

test('what is opened before its topic stands is caught up though the room cannot be read again', async () => {
  await arrive()
  await chat.fetchConversation('later')
  roomsFail = true
  await chat.timeline('later').open()
  await settled()
  expect(chat.timeline('later').state.value.events).toMatchObject([{ content: 'Said meanwhile' }])
})

test('a comparison during an arrival reads no room again', async () => {
  chat = new ChatClient({ ...OPTIONS, syncEveryMs: 1_000 })
  FakeSocket.silent = '/topic/room.room'
  chat.connect()
  await settled()
  expect(chat.connection.value.status).not.toBe('online')
  await vi.advanceTimersByTimeAsync(10_000)
  expect(chat.connection.value.status).toBe('online')
  expect(asked).toEqual(['new'])
})
