import { afterEach, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { RestCaller, unique } from '../../../testing/restCaller.ts'
import { server } from '../../../testing/server.ts'
import { ChatClient, isMessage, newMessageId, type ChatClientOptions, type ChatEvent } from './index.ts'

/** Vitest's own patience is a second, too little for a server that has just started. */
const PATIENCE = 10_000
const { url } = server
const running = new Set<ChatClient>()
const sockets = new Map<ChatClient, globalThis.WebSocket[]>()

afterEach(() => {
  for (const chat of running) chat.stop()
  running.clear()
})

async function client(userId: string, options: ChatClientOptions = {}): Promise<ChatClient> {
  const { token } = await RestCaller.logIn(url, userId)
  const opened: globalThis.WebSocket[] = []
  const chat = new ChatClient({
    baseUrl: url,
    token: () => token,
    storage: null,
    backoff: { firstMs: 50 },
    webSocket: (address) => {
      const socket = new WebSocket(address, ['v12.stomp']) as unknown as globalThis.WebSocket
      opened.push(socket)
      return socket
    },
    ...options,
  })
  sockets.set(chat, opened)
  running.add(chat)
  await chat.start()
  await vi.waitFor(() => expect(chat.connection.value.status).toBe('online'), PATIENCE)
  return chat
}

/** Cuts the socket as a network does: without a word. */
function cut(chat: ChatClient): void {
  ;(sockets.get(chat)!.at(-1) as unknown as WebSocket).terminate()
}

const contents = (chat: ChatClient, conversationId: string) =>
  chat
    .timeline(conversationId)
    .state.value.events.filter(isMessage)
    .map(({ content }) => content)

async function room(...userIds: string[]): Promise<{ conversationId: string; rest: RestCaller }> {
  const rest = await RestCaller.logIn(url, 'ada')
  return { conversationId: await rest.room(unique('client'), userIds), rest }
}

describe('the client against the real server', () => {
  test('the open tickets follow what becomes of them, and a step that came too late is refused', async () => {
    const ticketId = unique('T')
    const roomId = await (await RestCaller.logIn(url, 'ada')).room(unique('ticket'), ['carol'], ticketId)
    const [lena, ravi, carol] = [await client('lena'), await client('ravi'), await client('carol')]
    const seenBy = (chat: ChatClient) => chat.tickets.open.value.items.find((item) => item.roomId === roomId)?.ticket
    await vi.waitFor(() => expect(seenBy(lena)?.actions).toContain('claim'), PATIENCE)
    await vi.waitFor(() => expect(seenBy(ravi)).toBeDefined(), PATIENCE)

    await lena.tickets.step(ticketId, { action: 'claim' })
    expect(seenBy(lena)?.assigneeId).toBe('lena')
    await vi.waitFor(() => expect(seenBy(ravi)?.assigneeId).toBe('lena'), PATIENCE)
    await expect(ravi.tickets.step(ticketId, { action: 'claim' })).rejects.toMatchObject({ code: 'conflict' })
    await vi.waitFor(() => expect(lena.conversation(roomId)?.ticket?.actions).toContain('escalate'), PATIENCE)
    await lena.tickets.step(ticketId, { action: 'escalate', tier: 'l3', note: 'Over my head', observe: true })
    const nextOfLena = { tier: 'l3', actions: ['close', 'set_status', 'edit'] }
    await vi.waitFor(() => expect(lena.conversation(roomId)?.ticket).toMatchObject(nextOfLena), PATIENCE)
    await vi.waitFor(() => expect(carol.conversation(roomId)?.ticket).not.toHaveProperty('assigneeId'), PATIENCE)
    expect(carol.conversation(roomId)?.ticket).toMatchObject({ actions: ['close'] })
    expect(carol.conversation(roomId)?.ticket).not.toHaveProperty('tier')
    expect(carol.tickets.open.value.items).toEqual([])
  })

  test('notification settings and mutes are kept by the server, and a notification comes with its withdrawal', async () => {
    const { conversationId, rest } = await room('mona')
    const mona = await client('mona')
    const { notificationPreferences } = mona
    await vi.waitFor(() => expect(notificationPreferences.settings.value).not.toBeNull(), PATIENCE)
    await notificationPreferences.change({ soundName: 'drop' })
    await notificationPreferences.mute(conversationId, true)
    const again = await client('mona')
    await vi.waitFor(() => expect(again.notificationPreferences.settings.value).toMatchObject({ soundName: 'drop' }), PATIENCE)
    expect(again.notificationPreferences.settings.value!.muted).toContainEqual({ conversationId, mentions: true })

    const heard: ChatEvent[] = []
    mona.onEvent((event) => heard.push(event))
    await rest.post(conversationId, 'Nobody in particular')
    const { seq } = await rest.post(conversationId, '@mona, please')
    await vi.waitFor(() => expect(heard).toContainEqual(expect.objectContaining({ type: 'notification', conversationId, seq, sound: 'drop' })), 20_000)
    expect(heard.filter(({ type }) => type === 'notification')).toHaveLength(1)
    again.markRead(conversationId, seq)
    await vi.waitFor(() => expect(heard).toContainEqual(expect.objectContaining({ type: 'notification_withdrawn', conversationId, readSeq: seq })), 20_000)

    await notificationPreferences.unmute(conversationId)
    await notificationPreferences.change({ soundName: 'chime' })
    await notificationPreferences.load()
    expect(notificationPreferences.settings.value).toMatchObject({ soundName: 'chime' })
    expect(notificationPreferences.settings.value!.muted).not.toContainEqual(expect.objectContaining({ conversationId }))
  })

  test('a program without a browser sends files and replies, over the connection and by REST alone', async () => {
    const { conversationId } = await room('lena', 'ravi')
    const [lena, ravi] = [await client('lena'), await client('ravi')]
    await ravi.timeline(conversationId).open()
    const messages = () => ravi.timeline(conversationId).state.value.events.filter(isMessage)
    const [words, answer] = [unique('files'), unique('answer')]
    await vi.waitFor(() => expect(lena.conversation(conversationId)).toBeDefined(), PATIENCE)

    lena.send(conversationId, words, undefined, [{ name: 'Übersicht.txt', file: new Blob(['hello']) }])
    await vi.waitFor(() => expect(messages().map(({ content }) => content)).toContain(words), PATIENCE)
    const { seq, attachments } = messages().find(({ content }) => content === words)!
    expect(attachments).toMatchObject([{ name: 'Übersicht.txt', size: 5 }])
    expect(await (await ravi.rest.attachment(attachments![0]!.attachmentId)).text()).toBe('hello')

    const { attachmentId } = await lena.rest.uploadAttachment(conversationId, new Blob(['more']), 'more.txt')
    const reply = { replyTo: { conversationId, seq }, attachmentIds: [attachmentId] }
    const id = newMessageId()
    const posted = await lena.rest.post(conversationId, answer, id, reply)
    expect(posted).toMatchObject({ content: answer, replyTo: { conversationId, seq }, attachments: [{ attachmentId }] })
    expect((await lena.rest.post(conversationId, answer, id, reply)).seq).toBe(posted.seq)
    await expect(lena.rest.uploadAttachment(conversationId, new Blob(['MZ']), 'setup.exe')).rejects.toMatchObject({ code: 'unsupported_type' })

    lena.send(conversationId, '', undefined, [{ name: 'setup.exe', file: new Blob(['MZ']) }])
    await vi.waitFor(() => expect(lena.outgoing.value).toMatchObject([{ state: 'failed', files: [{ failure: 'unsupported_type' }] }]), PATIENCE)
  })

  test('a message is marked, changed and found, and its file is read and removed, by REST alone', async () => {
    const { conversationId } = await room('lena', 'ravi')
    const [{ rest: lena }, { rest: ravi }] = [await client('lena'), await client('ravi')]
    const words = unique('walk').replace('-', '')
    const { attachmentId } = await lena.uploadAttachment(conversationId, new Blob(['hello']), 'plan.txt')
    const { seq } = await lena.post(conversationId, words, newMessageId(), { attachmentIds: [attachmentId] })

    const reactors = async () => (await lena.reactors(conversationId, seq, '👍')).items.map(({ userId }) => userId)
    await ravi.react(conversationId, seq, '👍', true)
    expect(await reactors()).toEqual(['ravi'])
    await ravi.react(conversationId, seq, '👍', false)
    expect(await reactors()).toEqual([])
    await expect(ravi.react(conversationId, seq, 'ok', true)).rejects.toMatchObject({ code: 'bad_request' })

    const pinned = async () => (await lena.pins(conversationId)).items.map(({ content }) => content)
    await ravi.pin(conversationId, seq, true)
    expect(await pinned()).toEqual([words])
    await ravi.pin(conversationId, seq, false)
    expect(await pinned()).toEqual([])

    expect(await lena.editMessage(conversationId, seq, `${words} again`, 0)).toMatchObject({ seq, content: `${words} again` })
    await lena.editMessage(conversationId, seq, `${words} once more`, 1)
    await expect(lena.editMessage(conversationId, seq, 'too late', 0)).rejects.toMatchObject({ code: 'conflict' })
    expect((await ravi.revisions(conversationId, seq)).items.map(({ revision, content }) => [revision, content])).toEqual([
      [0, words],
      [1, `${words} again`],
      [2, `${words} once more`],
    ])

    const unread = async () => (await ravi.conversation(conversationId)).unreadCount
    const reader = await RestCaller.logIn(url, 'ravi')
    await reader.call('PUT', `/conversations/${conversationId}/read`, { seq })
    expect(await unread()).toBe(0)
    await ravi.markUnread(conversationId, seq)
    expect(await unread()).toBe(1)

    const link = await ravi.attachmentLink(attachmentId)
    expect(await (await fetch(link)).text()).toBe('hello')
    const spare = await lena.uploadAttachment(conversationId, new Blob(['more']), 'spare.txt')
    await lena.deleteAttachment(spare.attachmentId)
    await expect(lena.attachment(spare.attachmentId)).rejects.toMatchObject({ code: 'not_found' })
    await expect(lena.deleteAttachment(attachmentId)).rejects.toMatchObject({ code: 'forbidden' })

    const found = async () => (await ravi.searchMessages({ q: `${words} once`, sender: 'lena', has: 'file', conversationId, limit: 1 })).items
    await vi.waitFor(async () => expect(await found()).toMatchObject([{ conversationId, seq, senderId: 'lena' }]), { timeout: PATIENCE, interval: 500 })
    expect((await ravi.searchMessages({ q: words, sender: 'ravi', conversationId })).items).toEqual([])
  })

  test('two people write to each other, and see each other read', async () => {
    const [carol, lena] = await Promise.all([client('carol'), client('lena')])
    const { conversationId } = await carol.openDirect('lena')
    await carol.timeline(conversationId).open()
    const word = unique('hi')
    carol.send(conversationId, word)
    await vi.waitFor(() => expect(contents(carol, conversationId)).toContain(word), PATIENCE)
    await vi.waitFor(() => expect(carol.outgoing.value).toEqual([]), PATIENCE)
    await vi.waitFor(() => expect(lena.conversation(conversationId)?.lastMessage?.content).toBe(word), PATIENCE)
    const { lastSeq } = lena.conversation(conversationId)!
    lena.markRead(conversationId, lastSeq)
    await vi.waitFor(() => expect(carol.conversation(conversationId)?.members.find(({ userId }) => userId === 'lena')?.readSeq).toBe(lastSeq), PATIENCE)
  })

  test('typing arrives and ends when the message does', async () => {
    const { conversationId } = await room('lena', 'ravi')
    const [lena, ravi] = await Promise.all([client('lena'), client('ravi')])
    lena.startTyping(conversationId)
    await vi.waitFor(() => expect(ravi.typists(conversationId).value.map(({ userId }) => userId)).toEqual(['lena']), PATIENCE)
    lena.send(conversationId, unique('typed'))
    await vi.waitFor(() => expect(ravi.typists(conversationId).value).toEqual([]), PATIENCE)
  })

  test('presence follows coming and going', async () => {
    const lena = await client('lena')
    const dave = await client('dave')
    await vi.waitFor(() => expect(lena.people.value.get('dave')?.status).toBe('online'), PATIENCE)
    dave.stop()
    await vi.waitFor(() => expect(lena.people.value.get('dave')?.status).toBe('offline'), PATIENCE)
  })

  test('what was missed while the socket was cut is there afterwards, once and in order', async () => {
    const { conversationId, rest } = await room('lena')
    const lena = await client('lena', { backoff: { firstMs: 4_000 } })
    await lena.timeline(conversationId).open()
    const heard: ChatEvent[] = []
    lena.onEvent((event) => heard.push(event))
    await rest.post(conversationId, 'one')
    await vi.waitFor(() => expect(contents(lena, conversationId)).toEqual(['one']), PATIENCE)
    cut(lena)
    await vi.waitFor(() => expect(lena.connection.value.status).toBe('offline'), PATIENCE)
    for (const text of ['two', 'three', 'four']) await rest.post(conversationId, text)
    await vi.waitFor(() => expect(contents(lena, conversationId)).toEqual(['one', 'two', 'three', 'four']), PATIENCE)
    expect(heard.filter(isMessage).map(({ content }) => content)).toEqual(['one', 'four'])
    expect(lena.conversation(conversationId)?.unreadCount).toBe(4)
  })

  test('messages written while offline go out in order, and once', async () => {
    const { conversationId, rest } = await room('lena')
    const lena = await client('lena')
    await lena.timeline(conversationId).open()
    for (let round = 0; round < 3; round++) {
      lena.send(conversationId, `${round} a`)
      cut(lena)
      lena.send(conversationId, `${round} b`)
      lena.send(conversationId, `${round} c`)
      await vi.waitFor(() => expect(lena.outgoing.value).toEqual([]), 15_000)
    }
    const expected = [0, 1, 2].flatMap((round) => ['a', 'b', 'c'].map((letter) => `${round} ${letter}`))
    expect(contents(lena, conversationId)).toEqual(expected)
    const { messages } = await rest.call<{ messages: { content?: string }[] }>('GET', `/conversations/${conversationId}/messages`)
    expect(messages.flatMap(({ content }) => content ?? [])).toEqual(expected)
  })

  test('a refused message fails with the reason of the server, and can be discarded', async () => {
    const { conversationId } = await room('lena')
    const lena = await client('lena')
    const id = lena.send(conversationId, 'x'.repeat(20_000))
    await vi.waitFor(() => expect(lena.outgoing.value[0]).toMatchObject({ state: 'failed', failure: { code: 'too_large' } }), PATIENCE)
    lena.discard(id)
    expect(lena.outgoing.value).toEqual([])
  })

  test('being added to a room and removed from it changes the list', async () => {
    const ravi = await client('ravi')
    const { conversationId, rest } = await room()
    await rest.call('PUT', `/rooms/${conversationId}/members/ravi`)
    await vi.waitFor(() => expect(ravi.conversation(conversationId)).toBeDefined(), PATIENCE)
    await rest.call('DELETE', `/rooms/${conversationId}/members/ravi`)
    await vi.waitFor(() => expect(ravi.conversation(conversationId)).toBeUndefined(), PATIENCE)
  })

  test('who joined and left stands in the log for somebody who comes later', async () => {
    const { conversationId, rest } = await room('lena')
    await rest.post(conversationId, 'one')
    await rest.call('PUT', `/rooms/${conversationId}/members/ravi`)
    await rest.call('DELETE', `/rooms/${conversationId}/members/ravi`)
    await rest.post(conversationId, 'two')
    const lena = await client('lena')
    const { state } = lena.timeline(conversationId)
    await lena.timeline(conversationId).open()
    const types = state.value.events.map(({ type }) => type)
    expect(types).toEqual(['room_created', 'member_joined', 'member_joined', 'room_message', 'member_joined', 'member_left', 'room_message'])
    expect(state.value).toMatchObject({ hasMoreBefore: false, hasMoreAfter: false })
  })

  test('a long log is read in pages, from the end, from the beginning and around an event', async () => {
    const { conversationId, rest } = await room('lena')
    for (let i = 0; i < 150; i++) await rest.post(conversationId, `${i}`)
    const lena = await client('lena')
    const { lastSeq } = lena.conversation(conversationId)!
    const timeline = lena.timeline(conversationId)
    const stretch = () => [timeline.state.value.events[0]?.seq, timeline.state.value.events.at(-1)?.seq]

    await timeline.open(20)
    // Half a page before it, of which there is less, and half a page from it on.
    expect(stretch()).toEqual([1, 44])
    expect(timeline.state.value).toMatchObject({ hasMoreBefore: false, hasMoreAfter: true })
    await timeline.loadAfter()
    expect(stretch()).toEqual([1, 94])
    await timeline.open(lastSeq + 1_000)
    expect(stretch()).toEqual([lastSeq - 24, lastSeq])
    await timeline.openEnd()
    while (timeline.state.value.hasMoreBefore) await timeline.loadBefore()
    expect(timeline.state.value.events.map(({ seq }) => seq)).toEqual(Array.from({ length: lastSeq }, (_, index) => index + 1))
  })

  test('somebody with a token gets the copy of their data', async () => {
    const { rest } = await client('mona')
    const exportId = await rest.exportPerson('mona')
    await vi.waitFor(async () => expect((await rest.personExport('mona', exportId)).status).toBe('ready'), PATIENCE)
    const file = await rest.exportFile('mona', exportId)
    expect((await file.text()).slice(0, 2)).toBe('PK')
  })

  test('a token that has ended is renewed without losing anything', async () => {
    const first = await RestCaller.logIn(url, 'mona')
    const { conversationId } = await room('mona')
    const renewals = vi.fn()
    const mona = await client('mona', {
      token: async (refused) => {
        if (!refused) return first.token
        renewals()
        return (await RestCaller.logIn(url, 'mona')).token
      },
    })
    await mona.timeline(conversationId).open()
    await first.call('DELETE', '/tokens')
    await vi.waitFor(() => expect(renewals).toHaveBeenCalled(), PATIENCE)
    const word = unique('renewed')
    mona.send(conversationId, word)
    await vi.waitFor(() => expect(contents(mona, conversationId)).toContain(word), 15_000)
  })

  test('without a good token it signs out instead of trying for ever', async () => {
    const first = await RestCaller.logIn(url, 'mona')
    const mona = await client('mona', { token: (refused) => (refused ? null : first.token) })
    await first.call('DELETE', '/tokens')
    await vi.waitFor(() => expect(mona.connection.value.status).toBe('signed_out'), PATIENCE)
    await expect(mona.start()).rejects.toMatchObject({ code: 'unauthenticated' })
  })
})
