import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ChatState } from './chatState.ts'
import type { StompSession } from './connection.ts'
import type { ChatEvent } from './events.ts'
import type { RestApi } from './restApi.ts'
import type { TicketItem } from './ticket.ts'
import { Tickets } from './tickets.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const carol = { userId: 'carol', userName: 'Carol', userRole: 'client' as const }
const dave = { userId: 'dave', userName: 'Dave', userRole: 'client' as const }

function item(requester: typeof carol): TicketItem {
  return {
    roomId: 'ticket-7',
    since: '2026-01-15T12:00:00.000Z',
    member: false,
    people: [requester],
    requester,
    ticket: { ticketId: '7', title: 'No toner', tier: 'l1', closed: false, unattended: false, requesterId: requester.userId, actions: ['claim'] },
  }
}

/** The tickets of lena, who is not in their rooms, and the way by which `/topic/tickets` comes. */
async function ticketsOf(server: () => TicketItem) {
  const conversations = { applyTicket: vi.fn() }
  const state = { who: { userId: 'lena', userRole: 'employee_l1' }, conversations, openTimeline: () => undefined } as unknown as ChatState
  const rest = {
    tickets: () => Promise.resolve({ items: [server()], nextCursor: null }),
    ticket: () => Promise.resolve(server()),
    ticketSettings: () => Promise.resolve({ own: true, statuses: [] }),
  }
  const subscribe = vi.fn((_topic: string, _heard: (event: ChatEvent) => void) => Promise.resolve())
  const tickets = new Tickets(state, rest as unknown as RestApi)
  await tickets.connected({ subscribe } as unknown as StompSession)
  await tickets.load()
  return { tickets, hear: (event: object) => subscribe.mock.lastCall![1](event as ChatEvent) }
}

test('another requester is seen by staff who are not in the room', async () => {
  let requester = carol
  const { tickets, hear } = await ticketsOf(() => item(requester))
  const followed: (string | undefined)[] = []
  tickets.follow((changed) => followed.push(changed?.requester?.userName))
  expect(tickets.open.value.items[0]?.requester).toEqual(carol)

  requester = dave
  hear({
    type: 'ticket_changed',
    conversationId: 'notes-ticket-7',
    seq: 3,
    roomId: 'ticket-7',
    ticketId: '7',
    change: 'requester_changed',
    requesterId: 'dave',
  })
  await vi.runAllTimersAsync()

  expect(tickets.open.value.items[0]?.requester).toEqual(dave)
  expect(followed).toEqual(['Dave'])
})

test('a load that is asked for during another one begins after it', async () => {
  let requester = carol
  const { tickets } = await ticketsOf(() => item(requester))

  const first = tickets.load()
  requester = dave
  await Promise.all([first, tickets.load()])

  expect(tickets.open.value.items[0]?.requester).toEqual(dave)
})

function waitsSince(id: string, since: string, change: Partial<TicketItem['ticket']> = {}): TicketItem {
  const { ticket, ...rest } = item(carol)
  return { ...rest, roomId: `ticket-${id}`, since, ticket: { ...ticket, ticketId: id, actions: [], ...change } }
}

test('of more tickets than are kept, those that concern the person are', async () => {
  const taken = Array.from({ length: 200 }, (_, i) => waitsSince(`taken-${i}`, '2026-01-15T12:00:00.000Z', { assigneeId: 'ravi' }))
  const young = '2026-01-16T12:00:00.000Z'
  const lists: Record<string, TicketItem[]> = {
    mine: [waitsSince('mine', young, { assigneeId: 'lena' })],
    offered: [waitsSince('offered', young, { handover: { handoverId: 'h', fromId: 'ravi', toId: 'lena', offeredAt: young } })],
    waiting: [waitsSince('waiting', young, { actions: ['claim'] })],
  }
  const tickets = new Tickets(
    { who: { userId: 'lena', userRole: 'employee_l1' } } as unknown as ChatState,
    {
      tickets: (queue: string, cursor = '0') =>
        Promise.resolve(
          queue === 'open'
            ? { items: taken.map((each) => ({ ...each, roomId: `${each.roomId}-${cursor}` })), nextCursor: String(Number(cursor) + 1) }
            : { items: lists[queue], nextCursor: queue === 'waiting' ? '1' : null },
        ),
      ticketSettings: () => Promise.resolve({ own: true, statuses: [] }),
    } as unknown as RestApi,
  )

  await tickets.load()

  expect(tickets.open.value.complete).toBe(false)
  expect(tickets.open.value.items).toHaveLength(1003)
  expect(
    tickets.open.value.items
      .slice(1000)
      .map(({ roomId }) => roomId)
      .toSorted(),
  ).toEqual(['ticket-mine', 'ticket-offered', 'ticket-waiting'])
})
