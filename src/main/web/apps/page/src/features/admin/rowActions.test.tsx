// @vitest-environment jsdom
import { Observable, type ChatClient, type Me } from '@sealkloud/chat-client'
import { ChatProvider } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import { act, type ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { DeadLettersPage } from './deadletters/DeadLettersPage.tsx'
import { CallsPage } from './webhooks/CallsPage.tsx'

const items = [1, 2].map((number) => ({
  letterId: `letter-${number}`,
  sender: 'crm-service',
  routingKey: 'ticket.opened',
  eventId: `event-${number}`,
  eventType: 'message.room',
  state: 'given_up',
  attempts: 3,
  createdAt: '2026-01-01T00:00:00Z',
}))

let root: Root
let page: HTMLElement
let finish: () => void

const call = async (method: string) => (method === 'GET' ? { items, nextCursor: null } : new Promise<void>((resolve) => (finish = resolve)))
const chat = { me: new Observable({ userId: 'ada', userRole: 'admin' } as Me), rest: { call } } as unknown as ChatClient
const settle = () => act(() => vi.advanceTimersByTimeAsync(1_000))

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  vi.useFakeTimers()
  page = document.createElement('main')
  root = createRoot(page)
})

afterEach(() => {
  act(() => root.unmount())
  vi.useRealTimers()
})

test.each<[name: string, shown: ReactNode]>([
  ['Replay', <DeadLettersPage key="" />],
  ['Repeat', <CallsPage key="" webhookId="hook" />],
])('while one row is at it, no other offers to %s', async (name, shown) => {
  act(() =>
    root.render(
      <ChatProvider chat={chat} language="en">
        {shown}
      </ChatProvider>,
    ),
  )
  await settle()
  const buttons = () => [...page.querySelectorAll<HTMLButtonElement>('table button')].filter(({ textContent }) => textContent === name)
  expect(buttons().map(({ disabled }) => disabled)).toEqual([false, false])

  act(() => buttons()[0]!.click())
  await settle()
  expect(buttons().map(({ disabled }) => disabled)).toEqual([true, true])

  finish()
  await settle()
  expect(buttons().map(({ disabled }) => disabled)).toEqual([false, false])
})
