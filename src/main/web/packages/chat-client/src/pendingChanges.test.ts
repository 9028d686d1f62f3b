import { expect, test, vi } from 'vitest'
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
