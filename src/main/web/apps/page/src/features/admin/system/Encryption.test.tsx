// @vitest-environment jsdom
import { ChatError, Observable, type ChatClient, type EncryptionState, type Me } from '@sealkloud/chat-client'
import { ChatProvider } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Encryption } from './Encryption.tsx'

const THROUGH = {
  enabled: true,
  masterKeyId: 'master-1',
  keyId: 'key-1',
  keys: 12,
  keysToWrap: 0,
  isThrough: true,
  conversationsLeft: 0,
  filesLeft: 0,
} satisfies EncryptionState

let root: Root
let page: HTMLElement
let state: EncryptionState | ChatError
let looks: number

async function call(method: string): Promise<unknown> {
  if (method === 'POST') state = { ...THROUGH, keyId: 'key-2', keysToWrap: 12, isThrough: false, conversationsLeft: 5, filesLeft: 1 }
  else looks++
  if (state instanceof ChatError) throw state
  return state
}

const chat = { me: new Observable({ userId: 'ada', userName: 'ada', userRole: 'admin' } as Me), rest: { call } } as unknown as ChatClient
const settle = (ms = 0) => act(() => vi.advanceTimersByTimeAsync(ms))

async function show() {
  act(() =>
    root.render(
      <ChatProvider chat={chat} language="en">
        <Encryption turn={0} />
      </ChatProvider>,
    ),
  )
  await settle()
}

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  vi.useFakeTimers()
  looks = 0
  page = document.createElement('main')
  root = createRoot(page)
})

afterEach(() => {
  act(() => root.unmount())
  vi.useRealTimers()
})

test('a rotation is followed until all is wrapped and sealed, and not any longer', async () => {
  state = THROUGH
  await show()
  expect(page.textContent).toContain('All are sealed')
  expect(page.textContent).toContain('12, all under the present key')
  await settle(10_000)
  expect(looks).toBe(1)

  act(() => page.querySelector('button')!.click())
  await settle()
  expect(page.textContent).toContain('There is a new key.')
  expect(page.textContent).toContain('12, of which 12 wait to be wrapped anew')
  expect(page.textContent).toContain('Still to look through: 5 conversations, 1 file')

  state = { ...THROUGH, keyId: 'key-2' }
  await settle(2_000)
  expect(page.textContent).toContain('All are sealed')
  expect(page.textContent).toContain('key-2')
  const seen = looks
  await settle(10_000)
  expect(looks).toBe(seen)
})

test('a failure that passes is not the end', async () => {
  state = new ChatError('unreachable', 'gone')
  await show()
  state = THROUGH
  await settle(2_000)
  expect(page.textContent).toContain('All are sealed')
  expect(page.querySelector('[role=alert]')?.textContent).toBe('')
})

test('where it is switched off, there is nothing to rotate', async () => {
  state = { enabled: false }
  await show()
  expect(page.textContent).toContain('It is switched off')
  expect(page.querySelector('button')).toBeNull()
})
