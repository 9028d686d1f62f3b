// @vitest-environment jsdom
import { ChatError, Observable, type ChatClient, type User, type UserFilter } from '@sealkloud/chat-client'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, expect, test, vi } from 'vitest'
import { ChatProvider } from '../session/ChatProvider.tsx'
import { PeoplePicker } from './PeoplePicker.tsx'

let root: Root
let page: HTMLElement
let away = false

const people = new Observable<ReadonlyMap<string, User>>(new Map())
const chat = {
  me: new Observable({ userId: 'lena', userName: 'lena', userRole: 'employee_l1' }),
  people,
  learnPeople: (users: readonly User[]) => people.set(new Map(users.map((user) => [user.userId, user]))),
  rest: {
    users: async ({ query }: UserFilter) => {
      if (away) throw new ChatError('unreachable', 'gone')
      const mona: User = { userId: 'mona', userName: 'mona', userRole: 'employee_l2', status: 'online' } as User
      return { items: query === 'nobody' ? [] : [mona], nextCursor: null }
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

test('a search that failed does not say that nobody matches, and can be repeated', async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  vi.useFakeTimers()
  page = document.createElement('main')
  root = createRoot(page)
  act(() =>
    root.render(
      <ChatProvider chat={chat} language="en">
        <PeoplePicker label="Members" who="staff" chosen={[]} choose={() => {}} />
      </ChatProvider>,
    ),
  )
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
