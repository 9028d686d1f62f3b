import { describe, expect, test, vi } from 'vitest'
import type { TicketFilter, TicketItem } from './ticket.ts'
import { isListed, TicketList } from './ticketList.ts'
import type { Tickets } from './tickets.ts'

const since = (minute: number) => new Date(Date.UTC(2026, 0, 15, 12, minute)).toISOString()

function ticket(id: string, minute: number, more: Partial<TicketItem['ticket']> = {}): TicketItem {
  return {
    roomId: `ticket-${id}`,
    since: since(minute),
    member: false,
    people: [{ userId: 'carol', userName: 'Carol Jensen', userRole: 'client' }],
    ticket: { ticketId: id, title: `Ticket ${id}`, tier: 'l1', closed: false, unattended: false, requesterId: 'carol', actions: ['claim'], ...more },
  }
}

/** A list whose server has these pages, and the way by which changes come. */
async function listOf(filter: TicketFilter, ...pages: TicketItem[][]) {
  let follower: ((item: TicketItem | null) => void) | undefined
  const tickets = { follow: (each: typeof follower) => ((follower = each), () => {}) } as unknown as Tickets
  const rest = {
    tickets: (_filter: unknown, cursor = '0') =>
      Promise.resolve({ items: pages[Number(cursor)] ?? [], nextCursor: Number(cursor) + 1 < pages.length ? String(Number(cursor) + 1) : null }),
  }
  const list = new TicketList(tickets, rest, () => filter, 'lena')
  list.start()
  await list.reload()
  return { list, changed: (item: TicketItem | null) => follower?.(item), ids: () => list.state.value.items.map(({ ticket: { ticketId } }) => ticketId) }
}

describe('a list of tickets', () => {
  test('takes in a ticket at its place, and lets go one that somebody takes', async () => {
    const { changed, ids } = await listOf({ queue: 'waiting' }, [ticket('a', 1), ticket('c', 3)])
    changed(ticket('b', 2))
    expect(ids()).toEqual(['a', 'b', 'c'])
    changed(ticket('a', 4, { assigneeId: 'ravi', actions: [] }))
    expect(ids()).toEqual(['b', 'c'])
  })

  test('keeps the order of the newest first', async () => {
    const { changed, ids } = await listOf({ queue: 'open', sort: 'newest' }, [ticket('c', 3), ticket('a', 1)])
    changed(ticket('b', 2))
    expect(ids()).toEqual(['c', 'b', 'a'])
  })

  test('leaves a ticket to its page if that is not loaded', async () => {
    const { list, changed, ids } = await listOf({ queue: 'open' }, [ticket('a', 1)], [ticket('b', 2), ticket('c', 3)])
    changed(ticket('c', 3))
    expect(ids()).toEqual(['a'])
    await list.more()
    expect(ids()).toEqual(['a', 'b', 'c'])
  })

  test('is loaded afresh as far as it is shown, also where that is more than one answer holds', async () => {
    const all = Array.from({ length: 450 }, (_, index) => ticket(String(index), index))
    const asked: number[] = []
    let follower: ((item: TicketItem | null) => void) | undefined
    const tickets = { follow: (each: typeof follower) => ((follower = each), () => {}) } as unknown as Tickets
    const rest = {
      tickets: async (_filter: unknown, cursor = '0', limit = 0) => {
        asked.push(limit)
        const end = Number(cursor) + limit
        return { items: all.slice(Number(cursor), end), nextCursor: end < all.length ? String(end) : null }
      },
    }
    const list = new TicketList(tickets, rest, () => ({ queue: 'open' }), 'lena')
    list.start()
    await vi.waitFor(() => expect(list.state.value.items).toHaveLength(100))
    for (let page = 2; page <= 4; page++) await list.more()
    expect(list.state.value.items).toHaveLength(400)

    // What every minute brings, and each new connection.
    const asBefore = list.state.value
    follower!(null)
    await vi.waitFor(() => expect(list.state.value).not.toBe(asBefore))
    expect(list.state.value).toMatchObject({ items: all.slice(0, 400), hasMore: true })
    await list.more()
    expect(list.state.value).toMatchObject({ items: all, hasMore: false })
    expect(asked).toEqual([100, 100, 100, 100, 200, 200, 100])
  })

  test('a load that is asked for during another one begins after it', async () => {
    let title = 'before'
    const rest = { tickets: () => Promise.resolve({ items: [ticket('a', 1, { title })], nextCursor: null }) }
    const list = new TicketList({ follow: () => () => {} } as unknown as Tickets, rest, () => ({ queue: 'open' }), 'lena')

    const first = list.reload()
    title = 'after'
    await Promise.all([first, list.reload()])

    expect(list.state.value.items[0]?.ticket.title).toBe('after')
  })

  test('finds words however they are typed, as the server does', () => {
    const item = {
      ...ticket('a', 1, { title: 'Müller, Straße 1', number: 'ÄB-7' }),
      people: [{ userId: 'carol', userName: 'Zoé Łukasz', userRole: 'client' as const }],
    }
    const found = (q: string) => isListed(item, { queue: 'open', q }, 'lena')
    expect(['muller', 'STRASSE', 'Mu\u0308ller', 'müller, straße', 'ab-7', 'zoe lukasz carol'].filter((q) => !found(q))).toEqual([])
    expect(['mueller', 'ab-8', 'mullerstrasse', 'carol zoe'].filter(found)).toEqual([])
  })

  test('filters as the server does', () => {
    const item = ticket('a', 1, { assigneeId: 'lena', status: 'pending', number: 'HD-7' })
    const listed = (filter: Partial<TicketFilter>) => isListed(item, { queue: 'open', ...filter }, 'lena')
    expect([{ owner: 'lena' }, { status: 'pending' }, { before: since(1) }, { q: 'hd-7' }, { q: 'JENSEN' }, { queue: 'mine' as const }].map(listed)).toEqual(
      Array(6).fill(true),
    )
    expect(
      [{ owner: 'ravi' }, { status: 'open' }, { before: since(0) }, { q: 'screen' }, { queue: 'waiting' as const }, { tier: 'l2' as const }].map(listed),
    ).toEqual(Array(6).fill(false))
  })
})
