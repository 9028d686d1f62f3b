import { afterEach, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { RestCaller, unique } from '../../../testing/restCaller.ts'
import { ours, server, turn } from '../../../testing/server.ts'
import { ChatClient, isMessage, type EventPage } from './index.ts'

const { url } = server
const PATIENCE = 60_000
const running: ChatClient[] = []

afterEach(() => {
  for (const chat of running) chat.stop()
})

const contents = (chat: ChatClient, conversationId: string) =>
  chat
    .timeline(conversationId)
    .state.value.events.filter(isMessage)
    .map(({ content }) => content)

/** The states of the database that a client is told of from now on. */
function epochsOf(chat: ChatClient): Set<string | undefined> {
  const epochs = new Set<string | undefined>()
  chat.onEvent((event) => event.type === 'sync' && epochs.add(event.epoch))
  return epochs
}

/**
 * Somebody who stays signed in over the restore, which forgets tokens that were given out after the
 * backup.
 */
async function stayingClient(userId: string, conversationId: string): Promise<ChatClient> {
  const chat = new ChatClient({
    baseUrl: url,
    token: async () => (await RestCaller.logIn(url, userId)).token,
    storage: null,
    webSocket: (address) => new WebSocket(address, ['v12.stomp']) as unknown as globalThis.WebSocket,
  })
  running.push(chat)
  await chat.start()
  await vi.waitFor(() => expect(chat.connection.value.status).toBe('online'), PATIENCE)
  await chat.timeline(conversationId).open()
  return chat
}

test.skipIf(!ours)('after the database was set back to an older state, clients forget what is not there any more and go on', { timeout: 300_000 }, async () => {
  const ada = await RestCaller.logIn(url, 'ada')
  const [setBack, untouched] = [await ada.room(unique('set-back'), ['lena', 'ravi', 'mona']), await ada.room(unique('untouched'), ['lena'])]
  await ada.post(setBack, 'before 1')
  await ada.post(setBack, 'before 2')
  await ada.post(untouched, 'before')
  await turn('back-up')

  const after = await RestCaller.logIn(url, 'ada')
  const gone = await after.room(unique('gone'), ['lena'])
  for (let i = 1; i <= 5; i++) await after.post(setBack, `after ${i}`)
  const [lena, ravi, mona] = await Promise.all([stayingClient('lena', setBack), stayingClient('ravi', setBack), stayingClient('mona', setBack)])
  await lena.timeline(untouched).open()
  for (const chat of [lena, mona]) await vi.waitFor(() => expect(contents(chat, setBack)).toHaveLength(7), PATIENCE)
  const known = lena.conversation(setBack)!.lastSeq
  // Her computer sleeps until the log is as long again as she knows it.
  mona.stop()

  await turn('restore')
  await vi.waitFor(() => expect([lena, ravi].map((chat) => chat.connection.value.status)).toEqual(['online', 'online']), PATIENCE)
  for (const chat of [lena, ravi]) await vi.waitFor(() => expect(contents(chat, setBack)).toEqual(['before 1', 'before 2']), PATIENCE)
  expect(lena.conversation(setBack)).toMatchObject({ lastSeq: known - 5, unreadCount: 2 })
  expect(lena.conversation(gone)).toBeUndefined()
  expect(contents(lena, untouched)).toEqual(['before'])

  // Its number was that of a message that is gone: whoever still knew that one would take this
  // for old.
  lena.send(setBack, 'again 1')
  ravi.send(setBack, 'again 2')
  for (const chat of [lena, ravi]) {
    await vi.waitFor(() => expect(contents(chat, setBack).toSorted()).toEqual(['again 1', 'again 2', 'before 1', 'before 2']), PATIENCE)
    expect(chat.timeline(setBack).state.value.events.map(({ seq }) => seq)).toEqual(Array.from({ length: known - 3 }, (_, index) => index + 1))
    expect(chat.outgoing.value).toEqual([])
  }

  // Now only the epoch tells that it is another log.
  const operator = await RestCaller.logIn(url, 'ada')
  for (let i = 1; i <= 3; i++) await operator.post(setBack, `now ${i}`)
  const { items, epoch: former } = await operator.call<EventPage>('GET', `/conversations/${setBack}/events`)
  expect(items.at(-1)!.seq).toBe(known)
  const told = [lena, ravi].map((chat) => epochsOf(chat))
  const { epoch } = await operator.call<{ epoch: string }>('POST', '/epoch')
  expect(epoch).not.toBe(former)
  mona.connect()
  for (const epochs of told) await vi.waitFor(() => expect(epochs).toContain(epoch), PATIENCE)
  for (const chat of [lena, ravi, mona]) {
    await vi.waitFor(() => expect(chat.connection.value.status).toBe('online'), PATIENCE)
    await vi.waitFor(() => expect(contents(chat, setBack)).toEqual(items.filter(isMessage).map(({ content }) => content)), PATIENCE)
    expect(chat.conversation(setBack)!.lastSeq).toBe(known)
  }
  mona.send(setBack, 'awake')
  for (const chat of [lena, ravi, mona]) await vi.waitFor(() => expect(contents(chat, setBack).at(-1)).toBe('awake'), PATIENCE)
})
