import type { Ticket, TicketItem } from '@sealkloud/chat-client'
import { expect, test } from 'vitest'
import { queuesOf } from './useQueues.ts'

function item(ticketId: string, change: Partial<Ticket>): TicketItem {
  const ticket: Ticket = { ticketId, title: ticketId, tier: 'l1', closed: false, unattended: false, actions: [], ...change }
  return { roomId: `ticket-${ticketId}`, ticket, since: '2026-11-23T02:00:00.000Z', member: false, people: [] }
}

const ids = (some: readonly TicketItem[]) => some.map(({ ticket }) => ticket.ticketId)

test('a ticket waits for those who may claim it, and is offered to one', () => {
  const handover = { handoverId: 'h', fromId: 'ravi', toId: 'lena', offeredAt: '2026-11-23T02:00:00.000Z' }
  const items = [
    item('waits', { actions: ['claim', 'assign'] }),
    item('of-another-tier', { tier: 'l3' }),
    item('mine', { assigneeId: 'lena', actions: ['escalate'] }),
    item('offered', { assigneeId: 'ravi', handover, actions: ['accept', 'decline'] }),
    item('of-somebody', { assigneeId: 'ravi', handover: { ...handover, toId: 'mona' } }),
  ]
  const { waiting, mine, open, offered } = queuesOf(items, 'lena')
  expect(ids(waiting)).toEqual(['waits'])
  expect(ids(mine)).toEqual(['mine'])
  expect(ids(offered)).toEqual(['offered'])
  expect(open).toHaveLength(5)
})
