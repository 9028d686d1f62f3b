// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest'
import type { MessageEvent } from './durableEvents.ts'
import { ChatError } from './errors.ts'
import { PendingChanges } from './pendingChanges.ts'
import type { RestApi } from './restApi.ts'

const MESSAGE: MessageEvent = {
  type: 'message',
  conversationId: 'c',
  seq: 1,
  messageId: 'm1',
  senderId: 'lena',
  senderName: 'lena',
  senderRole: 'employee_l1',
  receiverId: 'carol',
  content: 'one',
  clientMessageId: null,
  timestamp: '2026-01-01T00:00:00.000Z',
}

function pendingWith(edit: () => Promise<MessageEvent>) {
  const rest = { editMessage: vi.fn(edit), react: vi.fn(async () => {}), deleteMessage: vi.fn(async () => {}) }
  return { rest, pending: new PendingChanges(rest as unknown as RestApi, async () => {}) }
}

beforeEach(() => localStorage.clear())

const shown = (pending: PendingChanges) => pending.applyTo([MESSAGE], 'c', 'lena')[0] as MessageEvent

test('a change shows at once, waits for the connection, and goes when its event comes', async () => {
  const { rest, pending } = pendingWith(async () => MESSAGE)
  pending.take('c', 1, { kind: 'edit', content: 'two', revision: 0 })
  pending.take('c', 1, { kind: 'react', emoji: '👍', present: true })
  expect(shown(pending)).toMatchObject({ content: 'two', revision: 1, reactions: [{ emoji: '👍', mine: true }] })
  expect(rest.editMessage).not.toHaveBeenCalled()

  pending.connected()
  await vi.waitFor(() => expect(rest.react).toHaveBeenCalledWith('c', 1, '👍', true))
  expect(rest.editMessage).toHaveBeenCalledWith('c', 1, 'two', 0)
  const told = { conversationId: 'c', targetSeq: 1, messageId: 'm1', actorId: 'lena', timestamp: '' }
  pending.heard({ ...told, seq: 2, type: 'message_edited', content: 'two', revision: 1 }, 'lena')
  pending.heard({ ...told, seq: 3, type: 'reaction', emoji: '👍', present: true, userId: 'lena', userName: 'lena' }, 'lena')
  expect(pending.changes.value).toEqual([])
})

test('a refused edit is not shown any more, and waits for a decision', async () => {
  const { pending } = pendingWith(async () => {
    throw new ChatError('conflict', 'The message was edited meanwhile.', 409)
  })
  pending.connected()
  pending.take('c', 1, { kind: 'edit', content: 'two', revision: 0 })
  await vi.waitFor(() => expect(pending.changes.value[0]).toMatchObject({ state: 'failed', failure: { code: 'conflict' } }))
  expect(shown(pending).content).toBe('one')
  pending.discard(pending.changes.value[0]!.key)
  expect(pending.changes.value).toEqual([])
})

test('a deletion ends the wish for it, though the server does not say which administrator has deleted', () => {
  const { pending } = pendingWith(async () => MESSAGE)
  pending.take('c', 1, { kind: 'delete' })
  pending.heard({ conversationId: 'c', seq: 2, targetSeq: 1, messageId: 'm1', timestamp: '', type: 'message_deleted', reason: 'moderation' }, 'lena')
  expect(pending.changes.value).toEqual([])
})

const EDITED = { conversationId: 'c', seq: 2, targetSeq: 1, messageId: 'm1', actorId: 'lena', timestamp: '', type: 'message_edited', revision: 1 } as const

test('an edit of an edit that is not sent yet builds on what the server has', async () => {
  const { rest, pending } = pendingWith(async () => MESSAGE)
  pending.take('c', 1, { kind: 'edit', content: 'two', revision: 0 })
  const { revision } = shown(pending)
  pending.take('c', 1, { kind: 'edit', content: 'three', revision: revision ?? 0 })
  expect(shown(pending)).toMatchObject({ content: 'three', revision: 1 })
  pending.connected()
  await vi.waitFor(() => expect(rest.editMessage).toHaveBeenCalledTimes(1))
  expect(rest.editMessage).toHaveBeenCalledWith('c', 1, 'three', 0)
})

test('an edit of an edit that is on its way follows it', async () => {
  const answers: (() => void)[] = []
  const { rest, pending } = pendingWith(() => new Promise((resolve) => answers.push(() => resolve(MESSAGE))))
  pending.belongTo('lena', localStorage)
  pending.connected()
  pending.take('c', 1, { kind: 'edit', content: 'two', revision: 0 })
  await vi.waitFor(() => expect(rest.editMessage).toHaveBeenCalledTimes(1))
  pending.take('c', 1, { kind: 'edit', content: 'three', revision: 1 })
  pending.take('c', 1, { kind: 'edit', content: 'four', revision: 2 })
  expect(shown(pending)).toMatchObject({ content: 'four', revision: 2 })

  // A reload may be the reason why the answer never comes: both are sent again, in this order.
  const reloaded = pendingWith(async () => MESSAGE)
  reloaded.pending.belongTo('lena', localStorage)
  reloaded.pending.connected()
  await vi.waitFor(() => expect(reloaded.rest.editMessage).toHaveBeenCalledTimes(2))
  const wanted = [
    ['c', 1, 'two', 0],
    ['c', 1, 'four', 1],
  ]
  expect(reloaded.rest.editMessage.mock.calls).toEqual(wanted)

  for (const count of [1, 2]) {
    await vi.waitFor(() => expect(answers).toHaveLength(count))
    answers.at(-1)!()
  }
  await vi.waitFor(() => expect(rest.editMessage).toHaveBeenCalledTimes(2))
  expect(rest.editMessage.mock.calls).toEqual(wanted)
  pending.heard({ ...EDITED, content: 'two' }, 'lena')
  expect(pending.changes.value.map(({ wish }) => wish)).toEqual([{ kind: 'edit', content: 'four', revision: 1 }])
})

test('an edit that follows a refused one is refused with it, and its words are kept', async () => {
  const refusals: (() => void)[] = []
  const { rest, pending } = pendingWith(
    () => new Promise((_, reject) => refusals.push(() => reject(new ChatError('conflict', 'The message was edited meanwhile.', 409)))),
  )
  pending.connected()
  pending.take('c', 1, { kind: 'edit', content: 'two', revision: 0 })
  await vi.waitFor(() => expect(rest.editMessage).toHaveBeenCalledTimes(1))
  pending.take('c', 1, { kind: 'edit', content: 'three', revision: 1 })
  refusals[0]!()
  await vi.waitFor(() => expect(pending.changes.value).toMatchObject([{ state: 'failed', failure: { code: 'conflict' }, wish: { content: 'three' } }]))
  expect(rest.editMessage).toHaveBeenCalledTimes(1)
})

test('after a reload a refused change is refused still, and what the server has is not sent again', async () => {
  const { rest, pending } = pendingWith(async () => {
    throw new ChatError('forbidden', 'The message is too old to be changed.', 403)
  })
  pending.belongTo('lena', localStorage)
  pending.connected()
  pending.take('c', 1, { kind: 'edit', content: 'two', revision: 0 })
  pending.take('c', 1, { kind: 'react', emoji: '👍', present: true })
  await vi.waitFor(() => expect(pending.changes.value).toMatchObject([{ state: 'failed' }, { state: 'done' }]))
  expect(rest.react).toHaveBeenCalledTimes(1)

  const reloaded = pendingWith(async () => MESSAGE)
  reloaded.pending.belongTo('lena', localStorage)
  reloaded.pending.connected()
  expect(reloaded.pending.changes.value).toMatchObject([{ state: 'failed', failure: { code: 'forbidden' }, wish: { content: 'two' } }])
  expect(reloaded.rest.editMessage).not.toHaveBeenCalled()
  expect(reloaded.rest.react).not.toHaveBeenCalled()
})

test('what was wished first is sent first after a reload', async () => {
  const { pending } = pendingWith(async () => MESSAGE)
  pending.belongTo('lena', localStorage)
  for (const seq of [12, 3, 7, 1]) pending.take('c', seq, { kind: 'delete' })
  const reloaded = pendingWith(async () => MESSAGE)
  const keys = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index)).toSorted()
  vi.spyOn(Storage.prototype, 'key').mockImplementation((index) => keys[index] ?? null)
  reloaded.pending.belongTo('lena', localStorage)
  vi.restoreAllMocks()
  expect(reloaded.pending.changes.value.map(({ seq }) => seq)).toEqual([12, 3, 7, 1])
})

test('a pin shows at once, and goes when its event comes', async () => {
  const pin = vi.fn(async () => {})
  const pending = new PendingChanges({ pin } as unknown as RestApi, async () => {})
  pending.connected()
  pending.take('c', 1, { kind: 'pin', pinned: true })
  expect(shown(pending)).toMatchObject({ pinned: true })
  await vi.waitFor(() => expect(pin).toHaveBeenCalledWith('c', 1, true))
  pending.heard({ type: 'message_pinned', conversationId: 'c', seq: 2, targetSeq: 1, messageId: 'm1', actorId: 'lena', pinned: true, timestamp: '' }, 'lena')
  expect(pending.changes.value).toEqual([])
})
