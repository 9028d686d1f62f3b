// @vitest-environment jsdom
import { ChatError, Observable, type AdministeredUser, type ChatClient, type Me, type Room } from '@sealkloud/chat-client'
import { ChatProvider } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import { act, type ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { PersonDialog } from './people/PersonDialog.tsx'
import { MembersDialog } from './rooms/MembersDialog.tsx'
import { stubDialogs } from '../../../../../testing/dialogs.ts'

const DAVE = { userId: 'dave', userName: 'dave', userRole: 'client', status: 'offline', enabled: true } as AdministeredUser

let root: Root
let page: HTMLElement
/** The beginnings of the addresses that nobody answers. */
let away: readonly string[]
let pages: Record<string, { items: readonly unknown[]; nextCursor: string | null }>

async function call(_: string, path: string): Promise<unknown> {
  if (away.some((beginning) => path.startsWith(beginning))) throw new ChatError('unreachable', 'gone')
  if (path === '/users/dave') return { ...DAVE, hasPassword: true, erased: false }
  return pages[new URLSearchParams(path.split('?')[1]).get('cursor') ?? ''] ?? { items: [], nextCursor: null }
}
const chat = {
  me: new Observable({ userId: 'ada', userName: 'ada', userRole: 'admin' } as Me),
  people: new Observable(new Map()),
  rest: { call, personExports: async () => [], room: async () => ({ roomId: 'room', name: 'Room', members: [DAVE] }) },
} as unknown as ChatClient

const settle = (ms = 1_000) => act(() => vi.advanceTimersByTimeAsync(ms))
const button = (name: string) => [...page.querySelectorAll('button')].find(({ textContent }) => textContent === name)
const erasure = () => [...page.querySelectorAll('section')].find((section) => section.querySelector('h3')?.textContent === 'Erase the person')

async function show(shown: ReactNode) {
  act(() =>
    root.render(
      <ChatProvider chat={chat} language="en">
        {shown}
      </ChatProvider>,
    ),
  )
  await settle()
  // What is shown once the first answer has come asks, too.
  await settle()
}

function type(value: string) {
  const input = page.querySelector<HTMLInputElement>('input[type=search]')!
  act(() => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(input, value)
    input.dispatchEvent(new Event('input', { bubbles: true }))
  })
}

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  vi.useFakeTimers()
  stubDialogs()
  away = []
  pages = {}
  page = document.createElement('main')
  root = createRoot(page)
})

afterEach(() => {
  act(() => root.unmount())
  vi.useRealTimers()
})

const nothing = () => {}
const members = <MembersDialog room={{ roomId: 'room', name: 'Room' } as Room} onChanged={nothing} onClose={nothing} />
const NOBODY = 'Nobody who is not a member already matches.'

test('a search for people to add that failed is told and can be repeated', async () => {
  await show(members)
  away = ['/users?']
  type('mona')
  await settle()
  expect(page.textContent).toContain('The server does not answer.')
  expect(page.textContent).not.toContain(NOBODY)

  away = []
  act(() => button('Try again')!.click())
  await settle()
  expect(page.textContent).not.toContain('The server does not answer.')
  expect(page.textContent).toContain(NOBODY)
})

test('that nobody matches is said once it is known', async () => {
  await show(members)
  type('mona')
  await settle(0)
  expect(page.textContent).not.toContain(NOBODY)
  await settle()
  expect(page.textContent).toContain(NOBODY)
})

test('people to add are found behind a page of members', async () => {
  pages = { '': { items: [DAVE], nextCursor: 'more' }, more: { items: [{ ...DAVE, userId: 'mona', userName: 'mona' }], nextCursor: null } }
  await show(members)
  type('a')
  await settle()
  expect(page.textContent).not.toContain(NOBODY)

  act(() => button('Show more')!.click())
  await settle()
  expect(page.querySelector('[data-person=mona]')).not.toBeNull()
})

test('the erasure of a person is not missing without a word', async () => {
  away = ['/users/dave']
  await show(<PersonDialog person={DAVE} onClose={nothing} onChanged={nothing} />)
  expect(erasure()?.textContent).toContain('The server does not answer.')

  away = []
  act(() => erasure()!.querySelector('button')!.click())
  await settle()
  expect(erasure()!.querySelector('button')!.textContent).toBe('Erase…')
})
