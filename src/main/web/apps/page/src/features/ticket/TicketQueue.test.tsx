// @vitest-environment jsdom
import { Observable, type ChatClient, type Me, type TicketFilter, type TicketItem } from '@sealkloud/chat-client'
import { ChatProvider } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { QueueFilter } from './queueFilter.ts'
import { TicketQueue } from './TicketQueue.tsx'

let root: Root
let page: HTMLElement
/** The end of the list comes into sight. */
let scrollToEnd: () => void

const ALL = Array.from({ length: 1_000 }, (_, index): TicketItem => {
  const since = new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString()
  const ticket = { ticketId: String(index), title: `Printer ${index}`, tier: 'l1', closed: false, actions: ['claim'] } as const
  return { roomId: `ticket-${index}`, ticket, since, waitingSince: since, member: false, people: [] }
})

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      readonly #seen: (entries: { isIntersecting: boolean }[]) => void
      constructor(seen: (entries: { isIntersecting: boolean }[]) => void) {
        this.#seen = seen
      }
      observe() {
        scrollToEnd = () => this.#seen([{ isIntersecting: true }])
      }
      disconnect() {}
    },
  )
  page = document.body.appendChild(document.createElement('main'))
  root = createRoot(page)
})
afterEach(() => {
  act(() => root.unmount())
  page.remove()
})

const now = vi.fn<() => Date>()
const lena = { userId: 'lena', userName: 'lena', userRole: 'employee_l1' } as const
const people = new Observable<ReadonlyMap<string, object>>(new Map())
const chat = {
  me: new Observable<Me | null>(lena),
  people,
  conversations: new Observable([]),
  conversation: () => undefined,
  tickets: { open: new Observable({ items: ALL, complete: true }), settings: new Observable({ own: false, statuses: [] }), follow: () => () => {} },
  rest: {
    tickets: async ({ q = '' }: TicketFilter, cursor = '0', limit = 0) => {
      const found = ALL.filter(({ ticket }) => ticket.title.includes(q))
      const end = Number(cursor) + limit
      return { items: found.slice(Number(cursor), end), nextCursor: end < found.length ? String(end) : null }
    },
  },
  now,
} as unknown as ChatClient

const show = (filter: QueueFilter) =>
  act(async () =>
    root.render(
      <ChatProvider chat={chat} language="en">
        <TicketQueue filter={filter} openConversationId={undefined} onClose={() => {}} />
      </ChatProvider>,
    ),
  )
const rows = () => page.querySelectorAll('[data-ticket]').length

test('of a thousand tickets a hundred are shown, and more by scrolling', async () => {
  now.mockReturnValue(new Date('2026-01-02T00:00:00.000Z'))
  await show({ queue: 'open' })
  expect(page.textContent).toContain('Open 1,000')
  expect(rows()).toBe(100)
  await act(async () => scrollToEnd())
  expect(rows()).toBe(200)

  // Neither does a key that is pressed in the search draw rows, until it is answered, nor somebody
  // who comes or goes; another name does.
  act(() => people.set(new Map([['lena', { ...lena, status: 'online' }]])))
  now.mockClear()
  await show({ queue: 'open' })
  act(() => people.set(new Map([['lena', { ...lena, status: 'away' }]])))
  expect(now).not.toHaveBeenCalled()
  act(() => people.set(new Map([['lena', { ...lena, userName: 'Lena Olsen' }]])))
  expect(now).toHaveBeenCalled()
  await show({ queue: 'open', q: 'Printer 7' })
  expect(rows()).toBe(100)
  await show({ queue: 'open', q: 'Printer 77' })
  expect(rows()).toBe(11)
})
