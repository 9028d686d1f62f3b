// @vitest-environment jsdom
import { ChatError, Observable, type ChatClient } from '@sealkloud/chat-client'
import { ChatProvider } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { QuickSwitcher } from './QuickSwitcher.tsx'
import { stubDialogs } from '../../../../../testing/dialogs.ts'

let root: Root
let page: HTMLElement
let away: readonly string[]

/** What the server finds. */
let found: Record<string, readonly object[]>

const answer = (what: string) => async () => {
  if (away.includes(what)) throw new ChatError('unreachable', 'gone')
  return { items: found[what] ?? [], nextCursor: null }
}

const joinRoom = vi.fn(async (conversationId: string) => ({ conversationId }))
const me = new Observable({ userId: 'lena', userName: 'lena', userRole: 'employee_l1' })
const conversations = new Observable<object[]>([])
const chat = {
  me,
  people: new Observable(new Map()),
  conversations,
  learnPeople: () => {},
  now: () => new Date(),
  joinRoom,
  rest: { users: answer('people'), tickets: answer('tickets'), rooms: answer('rooms'), searchMessages: answer('messages') },
} as unknown as ChatClient

const settle = () => act(() => vi.advanceTimersByTimeAsync(1_000))
const options = () => [...page.querySelectorAll('[role=option]')].map(({ textContent }) => textContent)
const alert = () => page.querySelector('[role=alert]')!.textContent

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  vi.useFakeTimers()
  stubDialogs()
  Element.prototype.scrollIntoView = vi.fn<() => void>()
  page = document.createElement('main')
  root = createRoot(page)
  away = []
  found = {}
  me.set({ userId: 'lena', userName: 'lena', userRole: 'employee_l1' })
  conversations.set([])
})

afterEach(() => {
  act(() => root.unmount())
  vi.useRealTimers()
  location.hash = ''
})

async function show() {
  act(() =>
    root.render(
      <ChatProvider chat={chat} language="en">
        <QuickSwitcher onSearch={() => {}} onClose={() => {}} />
      </ChatProvider>,
    ),
  )
  await settle()
}

async function type(value: string) {
  const input = page.querySelector('input')!
  act(() => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(input, value)
    input.dispatchEvent(new Event('input', { bubbles: true }))
  })
  await settle()
}

const press = (key: string) => act(async () => page.querySelector('input')!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })))

test.each(['people', 'tickets', 'rooms', 'messages'])('a failed search for %s is told and can be repeated', async (what) => {
  await show()
  expect(alert()).toBe('')

  away = [what]
  await type('printer')
  expect(alert()).toContain('Not everything could be searched.')

  away = []
  act(() => page.querySelector<HTMLElement>('[role=alert] button')!.click())
  await settle()
  expect(alert()).toBe('')
})

const printer = { roomId: 'ticket-7', ticket: { ticketId: '7', number: 'HD-7', title: 'Printer of the second floor' } }
const printers = { roomId: 'printers', conversationId: 'printers', name: 'Printers', member: false }

test('staff find tickets and rooms in which they are not, and go there', async () => {
  const known = { conversationId: 'ticket-8', kind: 'ticket', title: 'Printer at home', members: [], unreadCount: 0, ticket: { number: 'HD-8' } }
  conversations.set([known])
  found = {
    tickets: [printer, { roomId: 'ticket-8', ticket: { ticketId: '8', number: 'HD-8', title: 'Printer at home' } }],
    rooms: [printers, { ...printers, roomId: 'mine', name: 'My printers', member: true }],
  }
  await show()
  await type('print')
  expect(options()).toEqual([
    expect.stringContaining('Printer at home'),
    expect.stringContaining('Printer of the second floorHD-7'),
    expect.stringContaining('PrintersJoin'),
    expect.stringContaining('print'),
  ])

  await press('ArrowDown')
  await press('Enter')
  expect(location.hash).toBe('#/c/ticket-7')
  expect(joinRoom).not.toHaveBeenCalled()

  await press('ArrowDown')
  await press('Enter')
  expect(joinRoom).toHaveBeenCalledWith('printers')
  expect(location.hash).toBe('#/c/printers')
})

test('clients find no tickets and rooms of others', async () => {
  me.set({ userId: 'carol', userName: 'carol', userRole: 'client' })
  found = { tickets: [printer], rooms: [printers] }
  await show()
  await type('print')
  expect(options()).toHaveLength(1)
})
