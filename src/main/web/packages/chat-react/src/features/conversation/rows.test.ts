import type { MembershipEvent, MessageEvent, OutgoingMessage, RoomCreatedEvent, TicketEvent } from '@sealkloud/chat-client'
import { describe, expect, test } from 'vitest'
import { rowsOf, seqAt, type Row } from './rows.ts'

const START = Date.UTC(2026, 0, 15, 12)
const MINUTE = 60_000

function said(seq: number, senderId: string, minute: number, kind: 'text' | 'note' | 'automated' = 'text'): MessageEvent {
  return {
    type: 'room_message',
    conversationId: 'c',
    roomId: 'c',
    seq,
    kind,
    messageId: `m${seq}`,
    senderId,
    senderName: senderId,
    senderRole: 'employee_l1',
    content: `message ${seq}`,
    clientMessageId: `client${seq}`,
    timestamp: new Date(START + minute * MINUTE).toISOString(),
  }
}

function membership(seq: number, type: 'member_joined' | 'member_left', userId: string, minute = 0): MembershipEvent {
  const timestamp = new Date(START + minute * MINUTE).toISOString()
  return { type, conversationId: 'c', roomId: 'c', seq, userId, userName: userId, userRole: 'employee_l1', timestamp }
}

function claimed(seq: number): TicketEvent {
  const timestamp = new Date(START).toISOString()
  return { type: 'ticket_changed', change: 'claimed', conversationId: 'c', roomId: 'c', ticketId: '4711', seq, title: 'Printer', timestamp }
}

const created: RoomCreatedEvent = {
  type: 'room_created',
  conversationId: 'c',
  roomId: 'c',
  seq: 1,
  name: 'Printers',
  kind: 'team',
  timestamp: new Date(START).toISOString(),
}

const asked: TicketEvent = {
  type: 'ticket_requested',
  conversationId: 'c',
  seq: 2,
  requestId: 'r',
  title: 'Printer on fire',
  requestedBy: 'lena',
  people: [],
  timestamp: new Date(START).toISOString(),
}
const linked: TicketEvent = { ...asked, type: 'ticket_linked', seq: 4, ticketId: '4711', ticketRoomId: 'ticket-4711' }

const context = { me: 'lena', newAfterSeq: null, complete: true, now: new Date(START + 60 * MINUTE) }
const kinds = (rows: Row[]) => rows.map(({ kind }) => kind)
const answers = (rows: Row[]) => rows.flatMap((row) => (row.kind === 'ticket' ? row.answered : []))
const folded = (rows: Row[]) => rows.flatMap((row) => (row.kind === 'changes' ? [row.events.map(({ seq }) => seq)] : []))
const firsts = (rows: Row[]) => rows.flatMap((row) => (row.kind === 'message' ? row.first : []))

describe('the rows of a conversation', () => {
  test('group what one person writes within five minutes', () => {
    const rows = rowsOf([said(1, 'ravi', 0), said(2, 'ravi', 4), said(3, 'ravi', 10), said(4, 'mona', 11)], [], context)
    expect(firsts(rows)).toEqual([true, false, true, true])
  })

  test('put notes where they were written, with no place in the log of the conversation', () => {
    const note = { ...said(90, 'mona', 6, 'note'), conversationId: 'notes-c' }
    const rows = rowsOf([said(1, 'ravi', 5), said(2, 'ravi', 7)], [], { ...context, notes: [note] })
    expect(kinds(rows)).toEqual(['day', 'message', 'note', 'message'])
    expect(firsts(rows)).toEqual([true, true])
    expect(seqAt(rows, 2)).toBe(1)
  })

  test('do not group messages of different kinds', () => {
    expect(firsts(rowsOf([said(1, 'ravi', 0), said(2, 'ravi', 1, 'automated')], [], context))).toEqual([true, true])
  })

  test('separate days', () => {
    expect(kinds(rowsOf([said(1, 'ravi', 0), said(2, 'ravi', 24 * 60)], [], context))).toEqual(['day', 'message', 'day', 'message'])
  })

  test('put the New divider before the first unread message of somebody else', () => {
    const rows = rowsOf([said(1, 'ravi', 0), said(2, 'lena', 1), said(3, 'ravi', 2)], [], { ...context, newAfterSeq: 1 })
    expect(kinds(rows)).toEqual(['day', 'message', 'message', 'new', 'message'])
  })

  test('begin with the second event while older ones are not loaded, so that no line changes when they are', () => {
    const events = [said(2, 'ravi', 1), said(3, 'ravi', 2), said(4, 'mona', 3)]
    const before = rowsOf(events, [], { ...context, complete: false, newAfterSeq: 0 })
    const after = rowsOf([said(1, 'ravi', 0), ...events], [], { ...context, newAfterSeq: 0 })
    expect(kinds(before)).toEqual(['message', 'message'])
    expect(after.slice(-2)).toEqual(before)
  })

  test('put into one line who came and went, and what became of the ticket', () => {
    const events = [membership(1, 'member_joined', 'lena'), membership(2, 'member_joined', 'ravi'), claimed(3), membership(4, 'member_left', 'ravi')]
    const rows = rowsOf([...events, said(5, 'mona', 1), claimed(6)], [], context)
    expect(folded(rows)).toEqual([[1, 2, 3, 4], [6]])
    expect(kinds(rows)).toEqual(['day', 'changes', 'message', 'changes'])
  })

  test('hold back what happened together with the first event while older ones are not loaded', () => {
    const events = [membership(5, 'member_joined', 'lena'), claimed(6), said(7, 'mona', 1)]
    expect(kinds(rowsOf(events, [], { ...context, complete: false }))).toEqual(['message'])
    const older = rowsOf([membership(4, 'member_joined', 'dave'), ...events], [], context)
    expect(kinds(older)).toEqual(['day', 'changes', 'message'])
    expect(older[1]).toMatchObject({ events: { length: 3 } })
  })

  test('begin with the room, which says whether there is anything to read', () => {
    expect(rowsOf([created, membership(2, 'member_joined', 'lena')], [], context)[0]).toMatchObject({ kind: 'created', empty: true })
    expect(rowsOf([created, said(2, 'lena', 1)], [], context)[0]).toMatchObject({ kind: 'created', empty: false })
  })

  test('show a message once, under one key, whether it is under way, back, or both', () => {
    const outgoing: OutgoingMessage = { clientMessageId: 'client2', conversationId: 'c', target: { roomId: 'c' }, content: 'x', createdAt: 0, state: 'sending' }
    const underway = rowsOf([said(1, 'ravi', 0)], [outgoing], context)
    const both = rowsOf([said(1, 'ravi', 0), said(2, 'lena', 1)], [outgoing], context)
    expect(underway.at(-1)).toMatchObject({ kind: 'outgoing', key: 'client2' })
    expect(both.at(-1)).toMatchObject({ kind: 'message', key: 'client2' })
    expect(both).toHaveLength(underway.length)
  })

  test('tell what becomes of a ticket, and whether one that was asked for is there', () => {
    const waiting = rowsOf([said(1, 'ravi', 0), asked, said(3, 'ravi', 1)], [], context)
    expect(kinds(waiting)).toEqual(['day', 'message', 'ticket', 'message'])
    expect(firsts(waiting)).toEqual([true, true])
    expect(answers(waiting)).toEqual([false])
    expect(answers(rowsOf([said(1, 'ravi', 0), asked, said(3, 'ravi', 1), linked], [], context))).toEqual([true, false])
  })
})
