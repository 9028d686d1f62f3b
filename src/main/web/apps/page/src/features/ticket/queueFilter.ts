import type { TicketFilter, Tier } from '@sealkloud/chat-client'
import { useMemo, useSyncExternalStore } from 'react'

/** The tickets that the list shows. */
export type QueueFilter = Omit<TicketFilter, 'queue' | 'before'> & { queue: Queue; age?: Age }
export type Age = keyof typeof AGES
export type Queue = (typeof QUEUES)[number]

export const QUEUES = ['waiting', 'mine', 'open', 'closed'] as const
export const TIERS: readonly Tier[] = ['l1', 'l2', 'l3']
export const SORTS = ['waiting', 'newest'] as const
/** How long a ticket has been where it is, at least, in hours. */
export const AGES = { '1h': 1, '4h': 4, '1d': 24, '1w': 7 * 24 } as const

const CHANGED = 'ticketfilter'
const PARAMETERS = ['tickets', 'tier', 'owner', 'status', 'age', 'sort', 'q']

/**
 * What the query of the address says of tickets; null if it does not show them. The fragment names
 * the conversation beside them.
 */
export function parseFilter(search: string): QueueFilter | null {
  const parameters = new URLSearchParams(search)
  const one = <T extends string>(name: string, of: readonly T[]) => of.find((each) => each === parameters.get(name))
  const some = (name: string, pattern: RegExp) => (pattern.test(parameters.get(name) ?? '') ? parameters.get(name)! : undefined)
  const queue = one('tickets', QUEUES)
  if (!queue) return null
  const found = {
    tier: one('tier', TIERS),
    owner: some('owner', /^[A-Za-z0-9_-]{1,64}$/),
    status: some('status', /^.{1,40}$/),
    age: one('age', Object.keys(AGES) as Age[]),
    sort: one('sort', SORTS),
    q: some('q', /^.{1,100}$/),
  }
  return { queue, ...Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) }
}

export function searchOf(search: string, filter: QueueFilter | null): string {
  const parameters = new URLSearchParams(search)
  for (const name of PARAMETERS) parameters.delete(name)
  const { queue, ...rest } = filter ?? {}
  for (const [name, value] of Object.entries({ tickets: queue, ...rest })) if (value) parameters.set(name, value)
  const written = parameters.toString()
  return written && `?${written}`
}

/** What the server is asked for at this time. */
export function asked({ age, ...filter }: QueueFilter, now: number): TicketFilter {
  return age === undefined ? filter : { ...filter, before: new Date(now - AGES[age] * 3_600_000).toISOString() }
}

export function without(filter: QueueFilter, name: 'tier' | 'owner' | 'status' | 'age' | 'sort' | 'q'): QueueFilter {
  const others = { ...filter }
  delete others[name]
  return others
}

/** Puts the filter into the address, in the place of the one before. */
export function setFilter(filter: QueueFilter | null): void {
  const search = searchOf(location.search, filter)
  if (search === location.search) return
  history.replaceState(history.state, '', `${location.pathname}${search}${location.hash}`)
  dispatchEvent(new Event(CHANGED))
}

export function useFilter(): QueueFilter | null {
  const search = useSyncExternalStore(subscribe, () => location.search)
  return useMemo(() => parseFilter(search), [search])
}

function subscribe(listener: () => void): () => void {
  for (const type of ['popstate', CHANGED]) addEventListener(type, listener)
  return () => {
    for (const type of ['popstate', CHANGED]) removeEventListener(type, listener)
  }
}
