import { beforeEach, describe, expect, test } from 'vitest'
import { Conversations } from './conversations.ts'
import type { Conversation } from './conversation.ts'
import { Pictures } from './pictures.ts'
import type { DirectMessageEvent, TicketChangedEvent } from './durableEvents.ts'

function said(seq: number, senderId = 'lena'): DirectMessageEvent {
  return {
    type: 'message',
    conversationId: 'c',
    seq,
    messageId: `m${seq}`,
    senderId,
    senderName: senderId,
    senderRole: 'employee_l1',
    receiverId: 'carol',
    content: `message ${seq}`,
    clientMessageId: null,
    timestamp: `2026-01-01T00:00:0${seq}.000Z`,
  }
}

function conversation(change: Partial<Conversation> = {}): Conversation {
  const members = ['carol', 'lena'].map((userId) => ({ userId, userName: userId, userRole: 'client' as const, readSeq: 0 }))
  const lastEventAt = '2026-01-01T00:00:00Z'
  return { conversationId: 'c', kind: 'direct', title: 'lena', members, lastMessage: null, lastEventAt, lastSeq: 0, lastReadSeq: 0, unreadCount: 0, ...change }
}

describe('the list of conversations', () => {
  let conversations: Conversations
  const shown = () => conversations.get('c')!

  beforeEach(() => {
    conversations = new Conversations()
    conversations.belongTo('carol')
    conversations.merge([conversation()])
  })

  test('counts messages of others as unread, once each', () => {
    expect(conversations.apply(said(1))).toBe(true)
    expect(conversations.apply(said(1))).toBe(false)
    conversations.apply(said(2, 'carol'))
    expect(shown()).toMatchObject({ lastSeq: 2, unreadCount: 1 })
    expect(shown().lastMessage?.seq).toBe(2)
  })

  test('is not set back by an answer that an event has overtaken', () => {
    conversations.apply(said(1))
    conversations.merge([conversation()])
    expect(shown()).toMatchObject({ lastSeq: 1, unreadCount: 1 })
  })

  test('names the other person as they are called now, and their picture', () => {
    const pictures = new Pictures()
    conversations = new Conversations(pictures)
    conversations.belongTo('carol')
    const members = [{ userId: 'lena', userName: 'lena', userRole: 'client' as const, readSeq: 3, picture: 'one' }]
    conversations.merge([conversation({ members })])
    expect(pictures.all.value.get('lena')).toBe('one')

    conversations.applyProfile({ type: 'user_changed', userId: 'lena', userName: 'Lena Renamed', userRole: 'employee_l1', timestamp: '' })
    expect(shown()).toMatchObject({ title: 'Lena Renamed', members: [{ userName: 'Lena Renamed', readSeq: 3 }] })
  })

  test('has a room that is archived, and comes back, as its event says', () => {
    conversations.merge([conversation({ kind: 'team', roomId: 'c', unreadCount: 2 })])
    const event = {
      type: 'room_changed',
      conversationId: 'c',
      roomId: 'c',
      name: 'Fair',
      userId: 'ada',
      userName: 'ada',
      timestamp: '2026-01-01T00:00:01Z',
    } as const
    conversations.apply({ ...event, seq: 1, archived: true })
    expect(shown()).toMatchObject({ title: 'Fair', archived: true, unreadCount: 0 })
    conversations.apply({ ...event, seq: 2, archived: false })
    expect(shown().archived).toBe(false)
  })

  test('tells which conversations grew unseen', () => {
    expect(conversations.merge([conversation({ lastSeq: 4, lastMessage: said(4), unreadCount: 4 })])).toHaveLength(1)
    expect(conversations.merge([conversation({ lastSeq: 4, lastMessage: said(4), unreadCount: 4 })])).toHaveLength(0)
  })

  test('never goes back in what has been read', () => {
    for (const seq of [1, 2, 3]) conversations.apply(said(seq))
    conversations.applyRead({ conversationId: 'c', userId: 'carol', readSeq: 3 })
    conversations.applyRead({ conversationId: 'c', userId: 'carol', readSeq: 1 })
    expect(shown()).toMatchObject({ lastReadSeq: 3, unreadCount: 0 })
    conversations.merge([conversation({ lastSeq: 3, unreadCount: 3 })])
    expect(shown()).toMatchObject({ lastReadSeq: 3, unreadCount: 0 })
  })

  test('remembers how far the others have read', () => {
    conversations.applyRead({ conversationId: 'c', userId: 'lena', readSeq: 2 })
    conversations.applyRead({ conversationId: 'c', userId: 'lena', readSeq: 1 })
    expect(shown().members.find(({ userId }) => userId === 'lena')?.readSeq).toBe(2)
  })

  test('stand in the order of their last events, also those in which nothing has been said', () => {
    const order = () => conversations.list.value.map(({ conversationId }) => conversationId)
    conversations.merge([conversation({ conversationId: 'new room', kind: 'team', lastEventAt: '2026-01-01T00:00:04.000Z' })])
    expect(order()).toEqual(['new room', 'c'])
    conversations.apply(said(5))
    expect(order()).toEqual(['c', 'new room'])
  })

  test('follows members who come and go', () => {
    const event = { conversationId: 'c', roomId: 'c', userId: 'ravi', userName: 'ravi', userRole: 'employee_l2', timestamp: '' } as const
    conversations.apply({ ...event, type: 'member_joined', seq: 1 })
    expect(shown().members.map(({ userId }) => userId)).toEqual(['carol', 'lena', 'ravi'])
    conversations.apply({ ...event, type: 'member_left', seq: 2 })
    expect(shown().members.map(({ userId }) => userId)).toEqual(['carol', 'lena'])
  })

  test('learns from the notes of somebody to whom its ticket is offered', () => {
    const event = { conversationId: 'notes-c', roomId: 'c', userId: 'ravi', userName: 'ravi', userRole: 'employee_l2', timestamp: '' } as const
    conversations.apply({ ...event, type: 'member_joined', seq: 1 })
    expect(shown().members.map(({ userId }) => userId)).toEqual(['carol', 'lena', 'ravi'])
    conversations.apply({ ...event, type: 'member_joined', conversationId: 'c', seq: 1 })
    expect(shown().members.map(({ userId }) => userId)).toEqual(['carol', 'lena', 'ravi'])
  })

  test('keeps how its ticket stands, and what one may do until the server says otherwise', () => {
    const ticket = { ticketId: '1', title: 'Old', requesterId: 'carol', tier: 'l1', closed: false, unattended: false, actions: ['claim'] } as const
    conversations.merge([conversation({ kind: 'ticket', ticket })])
    const changed: TicketChangedEvent = {
      type: 'ticket_changed',
      conversationId: 'c',
      roomId: 'c',
      seq: 1,
      ticketId: '1',
      change: 'claimed',
      title: 'New',
      status: 'open',
      assigneeId: 'lena',
      tier: 'l1',
      closed: false,
      unattended: false,
      timestamp: '2026-01-01T00:00:01.000Z',
    }
    conversations.apply(changed)
    expect(shown().title).toBe('New')
    expect(shown().ticket).toEqual({ ...ticket, title: 'New', status: 'open', assigneeId: 'lena' })
    conversations.apply({ ...changed, seq: 2, change: 'escalated', tier: 'l2', assigneeId: undefined } as unknown as TicketChangedEvent)
    expect(shown().ticket).toEqual({ ...ticket, title: 'New', status: 'open', tier: 'l2' })
    conversations.apply({ ...changed, seq: 3, tier: undefined, unattended: undefined } as unknown as TicketChangedEvent)
    expect(shown().ticket).toMatchObject({ tier: 'l2', unattended: false, assigneeId: 'lena' })
    conversations.apply({ ...changed, conversationId: 'notes-c', seq: 1, tier: 'l3', assigneeId: undefined } as unknown as TicketChangedEvent)
    expect(shown().ticket).toMatchObject({ tier: 'l2', assigneeId: 'lena' })
    conversations.applyTicket('c', { ...ticket, tier: 'l3', actions: [] })
    expect(shown().ticket).toMatchObject({ tier: 'l3', actions: [] })
  })
})
