import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ChatState } from './chatState.ts'
import type { StompSession } from './connection.ts'
import type { Conversation } from './conversation.ts'
import type { ErrorEvent } from './events.ts'
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
  const sent = () => send.mock.calls.map(([to, { conversationId, seq }]) => [to, conversationId, seq])
  const shown = () => {
    const { lastReadSeq, unreadCount } = state.conversations.get('c')!
    return { lastReadSeq, unreadCount }
  }
  const refuse = (event: string, code: ErrorEvent['code'], retryAfterMs?: number) =>
    reading.refused({ type: 'error', event, code, message: '', timestamp: '', ...(retryAfterMs && { retryAfterMs }) })
  const confirm = (call: number) => send.mock.calls[call]![2]()
  const read = (conversationId: string, seq: number) => {
    reading.readUpTo(conversationId, seq)
    reading.tell()
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
    expect(sent()).toEqual([['/app/mark_unread', 'c', 4]])

    reading.resume('c')
    reading.readUpTo('c', 9)
    reading.tell()
    expect(sent().at(-1)).toEqual(['/app/read', 'c', 9])
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
    expect(sent()).toEqual([
      ['/app/read', 'c', 12],
      ['/app/mark_unread', 'c', 11],
      ['/app/read', 'c', 11],
    ])
  })

  describe('of marks that the server has not confirmed', () => {
    beforeEach(() => {
      vi.useFakeTimers()
      state.conversations.merge(['c', 'other'].map((conversationId) => ({ ...CONVERSATION, conversationId, lastSeq: 20 })))
      reading.connected(session)
    })
    afterEach(() => {
      vi.useRealTimers()
    })

    test('the next connection sends those again that have no receipt', () => {
      read('c', 12)
      read('other', 15)
      confirm(1)
      reading.disconnected()
      reading.connected(session)
      expect(sent().slice(2)).toEqual([['/app/read', 'c', 12]])
      confirm(2)
      reading.connected(session)
      expect(sent()).toHaveLength(3)
    })

    test.each(['unavailable', 'rate_limited'] as const)('one that is %s goes again after a pause', (code) => {
      read('c', 12)
      refuse('read', code)
      reading.readUpTo('other', 15)
      vi.advanceTimersByTime(400)
      expect(sent()).toHaveLength(1)
      vi.advanceTimersByTime(600)
      expect(sent().slice(1)).toEqual([
        ['/app/read', 'c', 12],
        ['/app/read', 'other', 15],
      ])
      refuse('read', code, 5_000)
      vi.advanceTimersByTime(4_999)
      expect(sent()).toHaveLength(3)
      vi.advanceTimersByTime(1)
      // Either may be the one that was refused.
      expect(sent().slice(3)).toEqual([
        ['/app/read', 'c', 12],
        ['/app/read', 'other', 15],
      ])
    })

    test('a newer one replaces it', () => {
      read('c', 12)
      refuse('read', 'unavailable')
      reading.readUpTo('c', 14)
      vi.advanceTimersByTime(1_000)
      expect(sent().slice(1)).toEqual([['/app/read', 'c', 14]])
    })

    test('the receipt of an older one does not confirm the newer one', () => {
      read('c', 12)
      reading.readUpTo('c', 14)
      confirm(0)
      reading.tell()
      expect(sent().slice(1)).toEqual([['/app/read', 'c', 14]])
    })

    test('what was said before a confirmed one is not said after it', () => {
      read('c', 12)
      reading.unreadFrom('c', 11)
      reading.tell()
      refuse('read', 'unavailable')
      confirm(1)
      reading.connected(session)
      expect(sent()).toHaveLength(2)
    })

    test('those of a conversation go again in their order', () => {
      read('c', 12)
      reading.unreadFrom('c', 11)
      reading.tell()
      refuse('read', 'unavailable')
      vi.advanceTimersByTime(1_000)
      expect(sent().slice(2)).toEqual([
        ['/app/read', 'c', 12],
        ['/app/mark_unread', 'c', 11],
      ])
    })

    test('one that is refused for good is given up, and no other', () => {
      read('c', 12)
      read('other', 15)
      refuse('mark_unread', 'not_found')
      refuse('room_message', 'forbidden')
      refuse('read', 'not_found')
      vi.advanceTimersByTime(60_000)
      reading.connected(session)
      expect(sent().slice(2)).toEqual([['/app/read', 'other', 15]])
    })

    test('nothing goes again of what was set back', () => {
      read('c', 12)
      reading.forget()
      refuse('read', 'unavailable')
      vi.advanceTimersByTime(1_000)
      reading.connected(session)
      expect(sent()).toHaveLength(1)
    })
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
