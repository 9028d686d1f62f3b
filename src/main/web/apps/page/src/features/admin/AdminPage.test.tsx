// @vitest-environment jsdom
import { Observable, RestApi, type ChatClient, type Me, type UserRole } from '@sealkloud/chat-client'
import { ChatProvider } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { parse } from '../../route/route.ts'
import { AdminPage } from './AdminPage.tsx'

const NOTHING = { items: [], nextCursor: null }
/** What a server says that has just been installed, of what is no list. */
const NEW: Record<string, object> = {
  '/opening-hours': { timeZone: 'UTC', hours: [], holidays: [] },
  '/retention': { direct: 0, team: 0, ticket: 0, notes: 0 },
  '/system': { version: '', node: 'one', startedAt: '2026-01-01T00:00:00Z', java: '17', broker: 'embedded', parts: {}, gauges: {}, nodes: [] },
  '/encryption': { enabled: false },
}

let root: Root
let page: HTMLElement
/** What a call gets, without the part that all have in common. */
let answer: (path: string) => Response | Promise<Response>
const called = vi.fn<(path: string) => void>()

const isNew = (path: string) => Response.json(NEW[path] ?? NOTHING)
const refuses = (status: number) => () => new Response(null, { status })

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  vi.useFakeTimers()
  window.matchMedia ??= () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }) as unknown as MediaQueryList
  called.mockClear()
  page = document.body.appendChild(document.createElement('div'))
  root = createRoot(page)
})
afterEach(() => {
  act(() => root.unmount())
  page.remove()
  vi.useRealTimers()
})

async function show(hash: string, userRole: UserRole = 'admin') {
  const fetched = (async (address: string) => {
    const path = address.replace(/^.*\/api\/v1|\?.*$/g, '')
    called(path)
    return answer(path)
  }) as unknown as typeof fetch
  const chat = {
    me: new Observable({ userId: 'ada', userName: 'ada', userRole } as Me),
    rest: new RestApi('', { headers: async () => ({}), renew: async () => false }, fetched),
  } as unknown as ChatClient
  act(() =>
    root.render(
      <ChatProvider chat={chat} language="en">
        <AdminPage route={parse(hash).admin!} menu={null} onTitle={() => {}} onClose={() => {}} />
      </ChatProvider>,
    ),
  )
  await settle()
}

const settle = () => act(() => vi.advanceTimersByTimeAsync(1_000))
const titles = () => [...page.querySelectorAll('main h2')].map(({ textContent }) => textContent)
const retries = () => [...page.querySelectorAll('button')].filter(({ textContent }) => textContent === 'Try again')

const FAILED = 'This could not be loaded'
const FORBIDDEN = 'Only administrators work here'

/** Each page, what it says where there is nothing, and of how many parts it is loaded. */
const PAGES: [hash: string, nothing: string[], parts?: number][] = [
  ['#/admin', ['There is nobody here']],
  ['#/admin/people', ['There is nobody here']],
  ['#/admin/rooms', ['There are no rooms here']],
  ['#/admin/webhooks', ['There are no webhooks']],
  ['#/admin/webhooks/one', ['No calls yet']],
  ['#/admin/dead-letters', ['There are no dead letters']],
  ['#/admin/rules', ['There are no rules']],
  ['#/admin/audit', ['There are no entries']],
  ['#/admin/hours', ['There are no hours: support is always closed.', 'There are no holidays.']],
  ['#/admin/retention', ['Direct conversationsnever', 'No conversation is held', 'Nothing is too old'], 3],
  ['#/admin/system', ['Does not answer', 'It is switched off']],
]

test.each(PAGES)('%s says that it waits, that it failed, and what it is without anything', async (hash, nothing, parts = 1) => {
  answer = () => new Promise(() => {})
  await show(hash)
  expect(page.querySelectorAll('main [role=status]').length).toBeGreaterThanOrEqual(parts)
  for (const said of [...nothing, FAILED]) expect(page.textContent).not.toContain(said)

  act(() => root.unmount())
  root = createRoot(page)
  answer = refuses(500)
  await show(hash)
  expect(titles().filter((title) => title === FAILED)).toHaveLength(parts)
  expect(page.textContent).toContain('That did not work.')
  for (const said of nothing) expect(page.textContent).not.toContain(said)

  answer = isNew
  for (const button of retries()) act(() => button.click())
  await settle()
  expect(titles()).not.toContain(FAILED)
  for (const said of nothing) expect(page.textContent).toContain(said)
})

test.each(PAGES)('%s tells somebody who is no administrator any more', async (hash, nothing, parts = 1) => {
  answer = refuses(403)
  await show(hash)
  expect(titles().filter((title) => title === FORBIDDEN)).toHaveLength(parts)
  expect(retries()).toEqual([])
  for (const said of nothing) expect(page.textContent).not.toContain(said)
})

test.each<UserRole>(['client', 'employee_l1', 'employee_l2', 'employee_l3'])('a page is not for the role %s, which is asked nothing', async (role) => {
  for (const [hash] of PAGES) {
    await show(hash, role)
    expect(titles()).toEqual([FORBIDDEN])
    expect(page.querySelector('nav')).toBeNull()
  }
  expect(called).not.toHaveBeenCalled()
})
