// @vitest-environment jsdom
import {
  ChatError,
  Observable,
  Timeline,
  type ChatClient,
  type ChatEvent,
  type Conversation,
  type Me,
  type MessageChange,
  type MessageEvent,
  type RestApi,
  type TimelineState,
} from '@sealkloud/chat-client'
import { act, type ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ChatProvider } from '../session/ChatProvider.tsx'
import { Announcer } from './Announcer.tsx'
import { EditBox } from './EditBox.tsx'
import { Edited as EditedMark } from './Edited.tsx'
import { FailedChange } from './FailedChange.tsx'
import { mayEdit } from './messageActions.ts'
import { MessageRow } from './MessageRow.tsx'
import { Quote } from './Quote.tsx'
import { Reactions } from './Reactions.tsx'
import { Reactors } from './Reactors.tsx'
import { ReplyBar } from './ReplyBar.tsx'
import type { Row } from './rows.ts'
import { useEditing, type Editing } from './useEditing.ts'
import { useInlineNotes } from './useInlineNotes.ts'
import { useReadingNotes } from './useReading.ts'

const message = (seq: number, content: string, senderId = 'carol'): MessageEvent => ({
  type: 'room_message',
  kind: 'text',
  roomId: 'room',
  conversationId: 'room',
  seq,
  messageId: `m${seq}`,
  senderId,
  senderName: senderId,
  senderRole: 'client',
  content,
  clientMessageId: null,
  timestamp: '2026-01-01T00:00:00.000Z',
})
const told = (seq: number, targetSeq: number, actorId = 'carol') => ({
  conversationId: 'room',
  seq,
  targetSeq,
  messageId: `m${targetSeq}`,
  actorId,
  timestamp: '2026-01-01T00:00:00.000Z',
})
const deleted = (seq: number, targetSeq: number): MessageChange => ({ ...told(seq, targetSeq), type: 'message_deleted', reason: 'moderation' })

const nothing = () => () => {}

/** The chat of lena, with a server that has these messages; live events come by `hears`. */
function chatWith(...lines: MessageEvent[]) {
  const asOfSeq = lines.at(-1)!.seq
  const rest = {
    timeline: async () => ({ lines, hasMoreBefore: false, hasMoreAfter: false, asOfSeq, firstSeq: 1 }),
    eventsAfter: async () => ({ items: [], nextCursor: null }),
  }
  const timeline = new Timeline('room', rest as unknown as RestApi, () => 'lena')
  const listeners: ((event: ChatEvent) => void)[] = []
  const chat = {
    me: new Observable<Me | null>({ userId: 'lena', userName: 'lena', userRole: 'employee_l1' } as Me),
    people: new Observable(new Map([['ravi', { userId: 'ravi', userName: 'Ravi' }]])),
    pendingChanges: new Observable([]),
    messageSettings: new Observable({ editWindowMs: 86_400_000 }),
    now: () => new Date('2026-01-01T00:00:01.000Z'),
    timeline: () => timeline,
    onEvent: (listener: (event: ChatEvent) => void) => {
      listeners.push(listener)
      return nothing()
    },
  }
  const hears = (event: MessageEvent | MessageChange) =>
    act(() => {
      timeline.receive(event)
      for (const listener of listeners) listener(event)
    })
  return { chat: chat as unknown as ChatClient, timeline, hears }
}

let root: Root
let page: HTMLElement

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  window.matchMedia ??= () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }) as unknown as MediaQueryList
  page = document.body.appendChild(document.createElement('main'))
  root = createRoot(page)
  localStorage.clear()
})
afterEach(() => {
  act(() => root.unmount())
  page.remove()
})

const show = (chat: ChatClient, children: ReactNode) =>
  act(async () =>
    root.render(
      <ChatProvider chat={chat} language="en">
        {children}
      </ChatProvider>,
    ),
  )

const said = () => [...page.querySelectorAll('p')].map(({ textContent }) => textContent)

test('a screen reader is told of edits, deletions and reactions to own messages, and is left no deleted words', async () => {
  const { chat, timeline, hears } = chatWith(message(1, 'mine', 'lena'))
  await timeline.open()
  await show(chat, <Announcer conversationId="room" />)

  hears(message(2, 'rude'))
  hears({ ...told(3, 2), type: 'message_edited', content: 'ruder', revision: 1 })
  hears({ ...told(4, 1), type: 'reaction', emoji: '👍', present: true, userId: 'carol', userName: 'carol' })
  expect(said()).toEqual(['carol: rude', 'carol edited: ruder', 'carol reacted with 👍 to: mine'])

  hears(deleted(5, 2))
  expect(said()).toEqual(['carol reacted with 👍 to: mine', 'carol deleted a message'])
})

test('an unreadable message says so, in the language of the page', async () => {
  const unreadable: MessageEvent = { ...message(1, '[This message cannot be read]'), unreadable: true }
  const { chat } = chatWith(unreadable)
  const conversation = { kind: 'team', members: [] } as unknown as Conversation
  await show(
    chat,
    <>
      <Quote to={{ conversationId: 'room', seq: 1 }} />
      <MessageRow event={unreadable} conversation={conversation} me="lena" mine={false} first={false} last={false} target={false} />
    </>,
  )
  expect(page.textContent).not.toContain('[')
  expect([...page.querySelectorAll('[data-words], a[data-quote] span, div > span')].map(({ textContent }) => textContent).join()).toContain(
    'This message cannot be read: ',
  )
  expect(page.querySelector('em svg')).not.toBeNull()
  expect(mayEdit({ ...unreadable, senderId: 'lena' }, chat)).toBe(false)
})

test('what a reply quotes goes when it is deleted, above the composer too', async () => {
  const { chat, hears } = chatWith(message(1, 'rude'))
  await show(
    chat,
    <>
      <Quote to={{ conversationId: 'room', seq: 1 }} />
      <ReplyBar to={{ conversationId: 'room', seq: 1 }} onClose={() => {}} />
    </>,
  )
  expect(page.textContent).toBe('carolrudeReply to carolrude')
  hears(deleted(2, 1))
  expect(page.textContent).toBe('carolThis message was deletedReply to carolThis message was deleted')
})

/** The line of a message, as far as it is scrolled into sight. */
function Edited({ inSight, onLost, onReady }: { inSight: boolean; onLost: (text: string) => void; onReady: (editing: Editing) => void }) {
  const events = state()
  const editing = useEditing('room', events, onLost)
  onReady(editing)
  const edited = events.find(({ seq }) => seq === editing.seq)
  return inSight && edited ? <EditBox message={edited} editing={editing} onClose={editing.end} /> : null
}
let state = (): MessageEvent[] => []

test('what is typed into a message outlives its line, and goes back to its author if the message is deleted', async () => {
  const { chat } = chatWith(message(1, 'one', 'lena'))
  const lost: string[] = []
  let editing: Editing
  const line = (inSight: boolean) => show(chat, <Edited inSight={inSight} onLost={(text) => lost.push(text)} onReady={(now) => (editing = now)} />)
  const box = () => page.querySelector('textarea')

  state = () => [message(1, 'one', 'lena')]
  await line(true)
  act(() => editing.start(message(1, 'one', 'lena')))
  expect(document.activeElement).toBe(box())
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')!.set!.call(box(), 'two and more')
    box()!.dispatchEvent(new Event('input', { bubbles: true }))
  })
  await line(false)
  expect(box()).toBeNull()
  await line(true)
  expect(box()?.value).toBe('two and more')

  // The same in another conversation and back, or after a reload.
  act(() => root.unmount())
  root = createRoot(page)
  await line(true)
  expect(box()?.value).toBe('two and more')

  state = () => [{ ...message(1, '', 'lena'), deleted: true }]
  await line(true)
  expect(lost).toEqual(['two and more'])
  expect(box()).toBeNull()
})

test.each([
  ['conflict', false, 'It was changed meanwhile.', 'Edit again'],
  ['conflict', true, 'It was deleted meanwhile.', 'Write it as a new message'],
  ['forbidden', false, 'It cannot be changed any more.', 'Write it as a new message'],
  ['too_large', false, 'Not changed.', 'Edit again'],
] as const)('a refused edit says why, and what can be done with the words: %s, deleted %s', async (code, isDeleted, why, action) => {
  const { chat } = chatWith(message(1, 'one', 'lena'))
  const taken: string[] = []
  const failed = {
    key: 'k',
    conversationId: 'room',
    seq: 1,
    createdAt: 1,
    wish: { kind: 'edit', content: 'two', revision: 0 },
    state: 'failed',
    failure: { code, message: '' },
  } as const
  await show(
    chat,
    <FailedChange
      failed={failed}
      message={{ ...message(1, 'one', 'lena'), deleted: isDeleted }}
      onEditAgain={(text) => taken.push(`again ${text}`)}
      onWriteAnew={(text) => taken.push(`anew ${text}`)}
      onClose={() => taken.push('closed')}
    />,
  )
  expect(page.textContent).toContain(why)
  const buttons = [...page.querySelectorAll('button')]
  expect(buttons.map(({ textContent }) => textContent)).toEqual([action, 'Discard'])
  act(() => buttons[0]!.click())
  expect(taken).toEqual(['closed', action === 'Edit again' ? 'again two' : 'anew two'])
})

test('whoever has left the room since has a name on a reaction still', async () => {
  const { chat } = chatWith(message(1, 'one'))
  const reacted = { ...message(1, 'one'), reactions: [{ emoji: '👍', count: 2, userIds: ['carol', 'ravi'], mine: false }] }
  const conversation = { members: [{ userId: 'carol', userName: 'Carol' }] } as unknown as Conversation
  await show(chat, <Reactions message={reacted} conversation={conversation} />)
  expect(page.querySelector('button')?.title.replaceAll(/[\u2066-\u2069]/g, '')).toBe('👍 Carol and Ravi')
})

test('whoever cannot point at it learns when a message was edited, also a client', async () => {
  const { chat } = chatWith(message(1, 'one'))
  chat.me.set({ userId: 'carol', userName: 'Carol', userRole: 'client' } as Me)
  await show(chat, <EditedMark at="2026-01-02T12:00:00.000Z" message={message(1, 'one')} />)
  const mark = page.querySelector('button')!
  expect([mark.textContent, mark.ariaExpanded]).toEqual(['edited', 'false'])
  act(() => mark.click())
  expect([mark.textContent, mark.ariaExpanded]).toEqual([expect.stringMatching(/^Edited Friday, January 2, 2026/), 'true'])
  act(() => mark.click())
  expect(mark.textContent).toBe('edited')
})

const names = () => [...page.querySelectorAll('li bdi')].map(({ textContent }) => textContent)
const more = () => page.querySelector<HTMLButtonElement>('li button')

test('whoever has reacted beyond the twenty whom a message names is loaded when asked for', async () => {
  // What jsdom does not have of dialogs.
  HTMLDialogElement.prototype.showModal ??= () => {}
  HTMLDialogElement.prototype.close ??= () => {}
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  )
  const { chat } = chatWith(message(1, 'one'))
  const ids = Array.from({ length: 45 }, (_, place) => `user-${String(place).padStart(2, '0')}`)
  const pages: Record<string, { items: object[]; nextCursor: string | null }> = {
    '': { items: ids.slice(0, 30).map((userId) => ({ userId, userName: userId })), nextCursor: 'user-29' },
    'user-29': { items: [...ids.slice(30).map((userId) => ({ userId, userName: userId })), { userId: 'dave', userName: 'Dave' }], nextCursor: null },
  }
  const reactors = vi.fn((_conversationId: string, _seq: number, _emoji: string, cursor = '') => Promise.resolve(pages[cursor]))
  Object.assign(chat, { rest: { reactors }, pictures: new Observable(new Map()) })
  const reacted = { ...message(1, 'one'), reactions: [{ emoji: '👍', count: 46, userIds: ids.slice(0, 20), mine: false }] }
  await show(chat, <Reactors message={reacted} conversation={{ members: [] } as unknown as Conversation} onClose={() => {}} />)
  expect(names()).toEqual(ids.slice(0, 20))
  expect(more()?.textContent).toBe('26 more')
  await act(async () => more()!.click())
  expect(names()).toEqual(ids.slice(0, 30))
  expect(more()?.textContent).toBe('16 more')
  await act(async () => more()!.click())
  expect(names()).toEqual([...ids, 'Dave'])
  expect(more()).toBeNull()
  expect(reactors).toHaveBeenLastCalledWith('room', 1, '👍', 'user-29')
})

test.each([
  [86_400_000, '2026-01-01T23:59:59.000Z', true],
  [86_400_000, '2026-01-02T00:00:00.000Z', false],
  [0, '2026-01-01T00:00:00.000Z', false],
])('an edit is offered for as long as the server allows it: %s ms at %s', (editWindowMs, now, offered) => {
  const chat = { me: { value: { userId: 'lena' } }, now: () => new Date(now), messageSettings: { value: { editWindowMs } } } as unknown as ChatClient
  expect(mayEdit(message(1, 'one', 'lena'), chat)).toBe(offered)
  expect(mayEdit(message(1, 'one', 'carol'), chat)).toBe(false)
})

/** The notes between the messages of a ticket, down to a line of the list. */
function Notes({ rows, lastVisible, atEnd = true }: { rows: Row[]; lastVisible: number; atEnd?: boolean }) {
  useReadingNotes({ conversationId: 'room' } as Conversation, rows, lastVisible, true, atEnd)
  return null
}

test('an edit that mentions somebody in a note is read with the last note between the messages', async () => {
  vi.spyOn(document, 'hasFocus').mockReturnValue(true)
  const note = (seq: number): Row => ({ kind: 'note', key: `n${seq}`, event: { ...message(seq, 'note'), conversationId: 'notes-room' } })
  const rows = [note(2), note(4)]
  const read = vi.fn()
  const notes = new Observable([{ conversationId: 'notes-room', lastSeq: 4 }])
  const timeline = new Observable({ showsTo: 4 })
  const chat = { ...chatWith(message(1, 'one')).chat, conversations: notes, timeline: () => ({ state: timeline }), markRead: read } as unknown as ChatClient

  await show(chat, <Notes rows={rows} lastVisible={1} />)
  expect(read).toHaveBeenLastCalledWith('notes-room', 4)
  act(() => notes.set([{ conversationId: 'notes-room', lastSeq: 5 }]))
  expect(read).toHaveBeenLastCalledWith('notes-room', 4)
  act(() => timeline.set({ showsTo: 5 }))
  expect(read).toHaveBeenLastCalledWith('notes-room', 5)

  read.mockClear()
  await show(chat, <Notes rows={rows} lastVisible={0} />)
  expect(read).toHaveBeenLastCalledWith('notes-room', 2)
  await show(chat, <Notes rows={rows} lastVisible={1} atEnd={false} />)
  expect(read).toHaveBeenLastCalledWith('notes-room', 4)
})

function Inline() {
  const notes = useInlineNotes({ conversationId: 'room', kind: 'ticket' } as Conversation, { events: [] } as unknown as TimelineState)
  return notes.map(({ seq, deleted: gone, content }) => <p key={seq}>{gone ? 'deleted' : content}</p>)
}

test('a deleted note keeps its place between the messages of its ticket', async () => {
  const { chat, hears } = chatWith(message(1, 'ask Ravi'), message(2, 'asked'))
  Object.assign(chat, { conversations: new Observable([{ conversationId: 'notes-room' }]) })
  await show(chat, <Inline />)
  expect(said()).toEqual(['ask Ravi', 'asked'])
  hears(deleted(3, 1))
  expect(said()).toEqual(['deleted', 'asked'])
})

test('notes that could not be loaded come later', async () => {
  const answer = { lines: [message(1, 'ask Ravi')], hasMoreBefore: false, hasMoreAfter: false, asOfSeq: 1, firstSeq: 1 }
  const load = vi
    .fn()
    .mockRejectedValueOnce(new ChatError('unavailable', '', 503))
    .mockResolvedValue(answer)
  const timeline = new Timeline('notes-room', { timeline: load } as unknown as RestApi)
  const { chat } = chatWith(message(1, 'one'))
  Object.assign(chat, { conversations: new Observable([{ conversationId: 'notes-room' }]), timeline: () => timeline })
  vi.useFakeTimers()
  try {
    await show(chat, <Inline />)
    expect(said()).toEqual([])
    await act(() => vi.advanceTimersByTimeAsync(30_000))
    expect(said()).toEqual(['ask Ravi'])
    expect(load).toHaveBeenCalledTimes(2)
  } finally {
    vi.useRealTimers()
  }
})
