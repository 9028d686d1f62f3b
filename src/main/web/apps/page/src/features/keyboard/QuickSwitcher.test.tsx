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

const answer = (what: string) => async () => {
  if (away.includes(what)) throw new ChatError('unreachable', 'gone')
  return { items: [], nextCursor: null }
}

const chat = {
  me: new Observable({ userId: 'lena', userName: 'lena', userRole: 'employee_l1' }),
  people: new Observable(new Map()),
  conversations: new Observable([]),
  learnPeople: () => {},
  now: () => new Date(),
  rest: { users: answer('people'), tickets: answer('tickets'), rooms: answer('rooms'), searchMessages: answer('messages') },
} as unknown as ChatClient

const settle = () => act(() => vi.advanceTimersByTimeAsync(1_000))
const alert = () => page.querySelector('[role=alert]')!.textContent

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  vi.useFakeTimers()
  stubDialogs()
  Element.prototype.scrollIntoView = vi.fn<() => void>()
  page = document.createElement('main')
  root = createRoot(page)
})

afterEach(() => {
  act(() => root.unmount())
  vi.useRealTimers()
})

test.each(['people', 'tickets', 'rooms', 'messages'])('a failed search for %s is told and can be repeated', async (what) => {
  away = []
  act(() =>
    root.render(
      <ChatProvider chat={chat} language="en">
        <QuickSwitcher onSearch={() => {}} onClose={() => {}} />
      </ChatProvider>,
    ),
  )
  await settle()
  expect(alert()).toBe('')

  away = [what]
  const input = page.querySelector('input')!
  act(() => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(input, 'printer')
    input.dispatchEvent(new Event('input', { bubbles: true }))
  })
  await settle()
  expect(alert()).toContain('Not everything could be searched.')

  away = []
  act(() => page.querySelector<HTMLElement>('[role=alert] button')!.click())
  await settle()
  expect(alert()).toBe('')
})
