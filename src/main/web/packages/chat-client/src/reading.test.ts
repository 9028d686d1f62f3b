import { beforeEach, describe, expect, test, vi } from 'vitest'
import { ChatState } from './chatState.ts'
import type { StompSession } from './connection.ts'
import type { Conversation } from './conversation.ts'
import { Reading } from './reading.ts'
import type { Me, RestApi } from './restApi.ts'

const CONVERSATION: Conversation = {
  conversationId: 'c',
  kind: 'direct',
  title: 'lena',
  members: [],
  lastMessage: null,
  lastEventAt: '2026-01-01T00:00:00Z',
  lastSeq: 9,
  lastReadSeq: 9,
  unreadCount: 0,
}
const marked = (seq: number, second = 5) =>
  ({ type: 'unread_marked', conversationId: 'c', seq, unreadCount: 10 - seq, timestamp: `2026-01-01T00:00:0${second}.000Z` }) as const

describe('reading', () => {
  let state: ChatState
  let reading: Reading
  const send = vi.fn()
  const session = { send } as unknown as StompSession
  const shown = () => {
    const { lastReadSeq, unreadCount } = state.conversations.get('c')!
    return { lastReadSeq, unreadCount }
  }

  beforeEach(() => {
    send.mockReset()
    state = new ChatState({} as RestApi)
    state.me.set({ userId: 'carol' } as Me)
    state.conversations.belongTo('carol')
    state.conversations.merge([CONVERSATION])
    reading = new Reading(state)
  })

  test('does not undo what was marked as unread, until the person comes back', () => {
    reading.connected(session)
    reading.unreadFrom('c', 4)
    expect(shown().lastReadSeq).toBe(3)
    reading.marked(marked(4))
    expect(shown()).toEqual({ lastReadSeq: 3, unreadCount: 6 })

    reading.readUpTo('c', 9)
    reading.tell()
    expect(send.mock.calls).toEqual([['/app/mark_unread', { conversationId: 'c', seq: 4 }]])

    reading.resume('c')
    reading.readUpTo('c', 9)
    reading.tell()
    expect(send).toHaveBeenLastCalledWith('/app/read', { conversationId: 'c', seq: 9 })
    expect(shown()).toEqual({ lastReadSeq: 9, unreadCount: 0 })
  })

  test('heeds what another device has marked, and no older reading of it', () => {
    reading.connected(session)
    reading.marked(marked(4))
    state.conversations.applyRead({ conversationId: 'c', userId: 'carol', readSeq: 9, timestamp: '2026-01-01T00:00:04.000Z' })
    reading.readUpTo('c', 9)
    expect(shown().lastReadSeq).toBe(3)

    state.conversations.applyRead({ conversationId: 'c', userId: 'carol', readSeq: 5, timestamp: '2026-01-01T00:00:06.000Z' })
    expect(shown().lastReadSeq).toBe(5)
  })

  test('is not stopped by its own mark that is told of after the person has come back', () => {
    reading.connected(session)
    reading.unreadFrom('c', 4)
    reading.resume('c')
    reading.readUpTo('c', 9)
    reading.marked(marked(4))
    expect(shown().lastReadSeq).toBe(9)
  })

  test('remembers both in their order while offline', () => {
    state.conversations.merge([{ ...CONVERSATION, lastSeq: 12 }])
    reading.readUpTo('c', 10)
    reading.readUpTo('c', 12)
    reading.unreadFrom('c', 11)
    reading.resume('c')
    reading.readUpTo('c', 11)
    reading.connected(session)
    expect(send.mock.calls.map(([to, { seq }]) => [to, seq])).toEqual([
      ['/app/read', 12],
      ['/app/mark_unread', 11],
      ['/app/read', 11],
    ])
  })
})

test('the list takes over what was marked as unread on another device while this one was away', () => {
  vi.useFakeTimers()
  const { conversations } = new ChatState({} as RestApi)
  conversations.belongTo('carol')
  conversations.merge([{ ...CONVERSATION, lastReadSeq: 3, unreadCount: 6 }])
  conversations.applyRead({ conversationId: 'c', userId: 'carol', readSeq: 9 })
  const theirs = { ...CONVERSATION, lastReadSeq: 3, unreadCount: 6 }
  conversations.merge([theirs])
  expect(conversations.get('c')!.lastReadSeq, 'an answer that was overtaken').toBe(9)
  vi.advanceTimersByTime(60_000)
  conversations.merge([theirs])
  expect(conversations.get('c')!.lastReadSeq).toBe(3)
  vi.useRealTimers()
})
