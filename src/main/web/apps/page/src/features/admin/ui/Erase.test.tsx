// @vitest-environment jsdom
import { ChatError, Observable, type ChatClient, type ChatErrorCode, type Me } from '@sealkloud/chat-client'
import { ChatProvider } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Erase } from './Erase.tsx'

let root: Root
let page: HTMLElement
let looks: number
let failure: ChatErrorCode | null

async function call(): Promise<unknown> {
  looks++
  if (failure) throw new ChatError(failure, 'no')
  return { status: 'running', done: looks, total: 9 }
}

const chat = { me: new Observable({ userId: 'ada', userName: 'ada', userRole: 'admin' } as Me), rest: { call } } as unknown as ChatClient
const settle = (ms = 0) => act(() => vi.advanceTimersByTimeAsync(ms))
const press = (name: string) => act(() => [...page.querySelectorAll('button')].find(({ textContent }) => textContent === name)!.click())

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  vi.useFakeTimers()
  looks = 0
  failure = null
  page = document.createElement('main')
  document.body.append(page)
  root = createRoot(page)
  act(() =>
    root.render(
      <ChatProvider chat={chat} language="en">
        <Erase title="Erase" hint="" question="Really?" conflict="" erase={async () => 'erasure-1'} onDone={() => {}} />
      </ChatProvider>,
    ),
  )
  press('Erase…')
  press('Continue')
  await settle()
  act(() => page.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })))
  press('Erase for good')
  await settle()
})

afterEach(() => {
  act(() => root.unmount())
  page.remove()
  vi.useRealTimers()
})

test('how far it is is asked for again after a failure that passes', async () => {
  failure = 'unavailable'
  await settle(2_000)
  failure = null
  await settle(1_000)
  expect(page.textContent).toContain('3 of 9')
})

test('a failure for good is told, and ends the asking', async () => {
  failure = 'forbidden'
  await settle(1_000)
  const before = looks
  await settle(5_000)
  expect(before).toBe(1)
  expect(looks).toBe(before)
  expect(page.querySelector('[role=alert]:not(:empty)')).not.toBeNull()
})
