import type { TicketChangedEvent, TicketHandoverEvent } from '@sealkloud/chat-client'
import { describe, expect, test } from 'vitest'
import { de } from '../../i18n/de.ts'
import { en } from '../../i18n/en.ts'
import { sayTicketEvent } from './sentences.ts'

const base: TicketChangedEvent = {
  type: 'ticket_changed',
  conversationId: 'ticket-4711',
  roomId: 'ticket-4711',
  seq: 9,
  ticketId: '4711',
  change: 'opened',
  title: 'Printer on fire',
  tier: 'l2',
  closed: false,
  unattended: false,
  timestamp: '2026-11-23T02:00:00.000Z',
}
const names: Record<string, string> = { lena: 'Lena', ravi: 'Ravi', carol: 'Carol' }
const nameOf = (userId: string) => names[userId] ?? userId
const say = (event: Partial<TicketChangedEvent>) => sayTicketEvent({ ...base, ...event }, en, nameOf)

describe('what an event says of a ticket', () => {
  test.each<[string, Partial<TicketChangedEvent>]>([
    ['Ticket 4711 was opened', { change: 'opened' }],
    ['Ticket HD-4711 was opened', { change: 'opened', number: 'HD-4711' }],
    ['Status: in progress', { change: 'status_changed', status: 'in progress' }],
    ['Lena takes care of the ticket', { change: 'claimed', assigneeId: 'lena', actorId: 'lena' }],
    ['The ticket was assigned to Ravi', { change: 'assigned', assigneeId: 'ravi' }],
    ['Lena assigned the ticket to Ravi', { change: 'assigned', assigneeId: 'ravi', actorId: 'lena' }],
    ['The ticket is unassigned again', { change: 'assigned' }],
    ['Lena put the ticket back into the queue', { change: 'assigned', actorId: 'lena' }],
    ['Lena handed the ticket over to Ravi', { change: 'handed_over', assigneeId: 'ravi', formerAssigneeId: 'lena', actorId: 'ravi' }],
    ['Lena escalated the ticket to L2', { change: 'escalated', reason: 'by_hand', actorId: 'lena' }],
    ['Escalated to L2, as it took too long', { change: 'escalated', reason: 'unanswered' }],
    ['Escalated to L2, as nobody was on duty', { change: 'escalated', reason: 'nobody_on_duty' }],
    ['Ravi returned the ticket to L1', { change: 'returned', tier: 'l1', actorId: 'ravi' }],
    ['Nobody is on duty at the moment', { change: 'unattended' }],
    ['Somebody is on duty again', { change: 'attended' }],
    ['The ticket was closed', { change: 'closed', status: 'closed', closed: true }],
    ['The ticket was closed: solved', { change: 'closed', status: 'solved', closed: true }],
    ['Lena reopened the ticket', { change: 'reopened', status: 'open', actorId: 'lena' }],
    ['Carol is the requester now', { change: 'requester_changed', requesterId: 'carol' }],
    ['The ticket has no requester any more', { change: 'requester_changed' }],
    ['The ticket is called “Printer on fire” now', { change: 'renamed', actorId: 'lena' }],
  ])('%s', (sentence, event) => {
    expect(say(event)).toBe(sentence)
  })

  test('the statuses of the service are translated, others are not', () => {
    const change = { ...base, change: 'closed' as const, closed: true }
    expect(sayTicketEvent({ ...change, status: 'solved' }, de, nameOf)).toBe('Das Ticket wurde geschlossen: gelöst')
    expect(sayTicketEvent({ ...change, status: 'erledigt' }, de, nameOf)).toBe('Das Ticket wurde geschlossen: erledigt')
    expect(sayTicketEvent({ ...change, status: 'toString' }, de, nameOf)).toBe('Das Ticket wurde geschlossen: toString')
  })

  test('a hand-over names both people', () => {
    const { change: _change, ...rest } = base
    const offer: TicketHandoverEvent = { ...rest, type: 'ticket_handover', handoverId: 'h', step: 'offered', fromId: 'lena', toId: 'ravi' }
    expect(sayTicketEvent(offer, en, nameOf)).toBe('Lena offers the ticket to Ravi')
    expect(sayTicketEvent({ ...offer, step: 'declined' }, de, nameOf)).toBe('Ravi hat das Ticket abgelehnt')
  })
})
