// @vitest-environment jsdom
import { ChatError, Observable, type ChatClient, type Me, type MessageSearch, type SearchHit } from '@sealkloud/chat-client'
import { ChatProvider } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SearchPane } from './SearchPane.tsx'

let root: Root
let page: HTMLElement
let away: boolean
/** The end of the list comes in sight. */
let sight: () => void

const hit = (seq: number, snippet: string) =>
  ({
    conversationId: 'room',
    kind: 'team',
    title: 'Room',
    seq,
    senderName: 'carol',
    timestamp: '2026-01-01T00:00:00Z',
    snippet,
    matches: [],
  }) as unknown as SearchHit

const chat = {
  me: new Observable({ userId: 'lena', userName: 'lena', userRole: 'employee_l1' } as Me),
  people: new Observable(new Map()),
  conversations: new Observable([]),
  learnPeople: () => {},
  now: () => new Date(),
  rest: {
    users: async () => {
      if (away) throw new ChatError('unreachable', 'gone')
      return { items: [], nextCursor: null }
    },
    searchMessages: async ({ cursor }: MessageSearch & { cursor?: string }) => {
      if (away) throw new ChatError('unreachable', 'gone')
      return cursor === undefined ? { items: [hit(2, 'the printer')], nextCursor: 'more' } : { items: [hit(1, 'a printer')], nextCursor: null }
    },
  },
} as unknown as ChatClient

const nothing = () => {}
const settle = () => act(() => vi.advanceTimersByTimeAsync(1_000))

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
  away = false
  page = document.createElement('main')
  root = createRoot(page)
})

afterEach(() => {
  act(() => root.unmount())
  vi.useRealTimers()
})

async function search(text: string) {
  act(() =>
    root.render(
      <ChatProvider chat={chat} language="en">
        <SearchPane start={{ text }} open={{ conversationId: undefined, seq: undefined }} away={false} onJump={nothing} onReturn={nothing} onClose={nothing} />
      </ChatProvider>,
    ),
  )
  await settle()
}

test('a further page of results that failed is told below them and can be repeated', async () => {
  await search('printer')
  expect(page.textContent).toContain('the printer')

  away = true
  act(() => sight())
  await settle()
  const alert = page.querySelector('[role=alert]:not(:empty)')!
  expect(alert.textContent).toContain('The search did not work.')
  expect(page.textContent).toContain('the printer')

  away = false
  act(() => alert.querySelector('button')!.click())
  await settle()
  expect(page.querySelector('[role=alert]:not(:empty)')).toBeNull()
  expect(page.textContent).toContain('the printer')
  expect(page.textContent).toContain('a printer')
})

test('people that cannot be loaded are not silently missing behind from:', async () => {
  away = true
  await search('from:mo')
  expect([...page.querySelectorAll('[role=alert]')].map(({ textContent }) => textContent)).toContain('The people could not be loaded.')
})
