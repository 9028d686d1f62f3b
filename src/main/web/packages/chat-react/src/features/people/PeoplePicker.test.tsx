// @vitest-environment jsdom
import { ChatError, Observable, type ChatClient, type User, type UserFilter } from '@sealkloud/chat-client'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ChatProvider } from '../session/ChatProvider.tsx'
import { PeoplePicker } from './PeoplePicker.tsx'

let root: Root
let page: HTMLElement
let away = false
/** The end of the list comes in sight. */
let sight: () => void

const people = new Observable<ReadonlyMap<string, User>>(new Map())
const person = (userId: string) => ({ userId, userName: userId, userRole: 'employee_l2', status: 'online' }) as User
const chat = {
  me: new Observable({ userId: 'lena', userName: 'lena', userRole: 'employee_l1' }),
  people,
  now: () => new Date(),
  learnPeople: (users: readonly User[]) => people.set(new Map([...people.value, ...users.map((user) => [user.userId, user] as const)])),
  rest: {
    users: async ({ query, cursor }: UserFilter) => {
      if (away) throw new ChatError('unreachable', 'gone')
      if (query === 'many' && cursor === undefined) return { items: [person('many-1')], nextCursor: 'more' }
      return { items: query === 'nobody' ? [] : [person(query === 'many' ? 'many-2' : 'mona')], nextCursor: null }
    },
  },
} as unknown as ChatClient

const settle = () => act(() => vi.advanceTimersByTimeAsync(1_000))

async function search(query: string) {
  const input = page.querySelector('input')!
  act(() => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(input, query)
    input.dispatchEvent(new Event('input', { bubbles: true }))
  })
  await settle()
}

afterEach(() => {
  act(() => root.unmount())
  vi.useRealTimers()
})

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  vi.useFakeTimers()
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(report: (entries: { isIntersecting: boolean }[]) => void) {
        sight = () => report([{ isIntersecting: true }])
      }
      observe() {}
      disconnect() {}
    },
  )
  page = document.createElement('main')
  root = createRoot(page)
  act(() =>
    root.render(
      <ChatProvider chat={chat} language="en">
        <PeoplePicker label="Members" who="staff" chosen={[]} choose={() => {}} />
      </ChatProvider>,
    ),
  )
})

test('a search that failed does not say that nobody matches, and can be repeated', async () => {
  await settle()
  expect(page.textContent).toContain('mona')

  away = true
  await search('nobody')
  expect(page.querySelector('[role=alert]')).not.toBeNull()
  expect(page.textContent).not.toContain('Nothing matches')

  away = false
  act(() => page.querySelector('button')!.click())
  await settle()
  expect(page.querySelector('[role=alert]')).toBeNull()
  expect(page.textContent).toContain('Nothing matches “nobody”.')
})

test('a further page that failed is told and can be repeated', async () => {
  await search('many')
  expect(page.textContent).toContain('many-1')

  away = true
  act(() => sight())
  await settle()
  expect(page.querySelector('[role=alert]')).not.toBeNull()
  expect(page.textContent).toContain('many-1')

  away = false
  act(() => page.querySelector('button')!.click())
  await settle()
  expect(page.querySelector('[role=alert]')).toBeNull()
  expect(page.textContent).toContain('many-1')
  expect(page.textContent).toContain('many-2')
})
