// @vitest-environment jsdom
import { Observable, type ChatClient, type Me, type Ticket, type TicketItem } from '@sealkloud/chat-client'
import { ChatProvider } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import { act, type ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { TicketRow } from './TicketRow.tsx'
import { useCounted } from './useQueues.ts'

let root: Root
let page: HTMLElement

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  page = document.body.appendChild(document.createElement('main'))
  root = createRoot(page)
})
afterEach(() => {
  act(() => root.unmount())
  page.remove()
})

function show(children: ReactNode, complete = true) {
  const chat = {
    me: new Observable<Me | null>({ userId: 'lena', userName: 'lena', userRole: 'employee_l1' } as Me),
    people: new Observable(new Map()),
    conversations: new Observable([]),
    conversation: () => undefined,
    tickets: { open: new Observable({ items: [], complete }) },
    now: () => new Date('2026-01-01T10:00:00.000Z'),
  }
  return act(async () =>
    root.render(
      <ChatProvider chat={chat as unknown as ChatClient} language="en">
        {children}
      </ChatProvider>,
    ),
  )
}

test.each([
  [false, 'Carol (account disabled) · It burns'],
  [true, 'Carol · It burns'],
])('a row says so of a requester who cannot answer any more: enabled %s', async (requesterEnabled, words) => {
  const ticket: Ticket = { ticketId: '4711', title: 'Printer', tier: 'l1', closed: false, requesterId: 'carol', requesterEnabled, actions: [] }
  const people: TicketItem['people'] = [{ userId: 'carol', userName: 'Carol', userRole: 'client' }]
  const item: TicketItem = { roomId: 'ticket-4711', ticket, since: '2026-01-01T09:00:00.000Z', member: false, people, firstMessage: 'It burns' }
  await show(<TicketRow item={item} current={false} />)
  expect(page.textContent).toContain(words)
})

test.each([
  [true, '2 unread notes'],
  [false, 'Internal notes: 2'],
])('notes are unread in rooms that one is in: %s', async (member, words) => {
  const ticket: Ticket = { ticketId: '4711', title: 'Printer', tier: 'l1', closed: false, actions: [] }
  await show(<TicketRow item={{ roomId: 'ticket-4711', ticket, since: '2026-01-01T09:00:00.000Z', member, people: [], unreadNotes: 2 }} current={false} />)
  expect(page.textContent).toContain(words)
})

function Count() {
  const counted = useCounted()
  return (
    <p>
      {counted(1000)} {counted(12, 'mine')}
    </p>
  )
}

test('a count says where there are more tickets than are known here', async () => {
  await show(<Count />)
  expect(page.textContent).toBe('1,000 12')
  act(() => root.unmount())
  root = createRoot(page)
  await show(<Count />, false)
  expect(page.textContent).toBe('1,000+ 12')
})
