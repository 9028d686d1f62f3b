// @vitest-environment jsdom
import { Observable, type ChatClient } from '@sealkloud/chat-client'
import { act, useLayoutEffect } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ChatProvider } from '../session/ChatProvider.tsx'
import { useDraft } from './useDraft.ts'

const chat = { me: new Observable({ userId: 'lena', userName: 'lena', userRole: 'employee_l1' }) } as unknown as ChatClient

let root: Root
/** Another one for each test: what is not stored stays in memory. */
let room = 0
let draft: ReturnType<typeof useDraft>

function Composer() {
  const shown = useDraft(`${room}`)
  useLayoutEffect(() => {
    draft = shown
  })
  return null
}

const key = () => `chat.draft.lena.${room}`
const open = () => {
  root = createRoot(document.createElement('main'))
  act(() =>
    root.render(
      <ChatProvider chat={chat} language="en">
        <Composer />
      </ChatProvider>,
    ),
  )
}
const leave = () => act(() => root.unmount())
const write = (text: string) => act(() => draft.setText(text))
const waitUntilSaved = () => act(() => vi.advanceTimersByTime(1_000))

/** Browsers tell the other tabs alone. */
const otherTabSaves = (text: string) =>
  act(() => {
    if (text === '') localStorage.removeItem(key())
    else localStorage.setItem(key(), text)
    dispatchEvent(new StorageEvent('storage', { key: key(), newValue: text || null, storageArea: localStorage }))
  })

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  vi.useFakeTimers()
  localStorage.clear()
  room++
  open()
})
afterEach(() => {
  leave()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

test('a draft is saved a moment after each change, and when its conversation is left', () => {
  write('Hel')
  waitUntilSaved()
  expect(localStorage.getItem(key())).toBe('Hel')
  write('Hello')
  leave()
  expect(localStorage.getItem(key())).toBe('Hello')
  open()
  expect(draft.text).toBe('Hello')
})

test('a draft of another tab is shown, and kept when this tab is left', () => {
  otherTabSaves('Hello')
  expect(draft.text).toBe('Hello')
  leave()
  expect(localStorage.getItem(key())).toBe('Hello')
})

test('a draft that another tab has saved unheard is not removed by an empty composer', () => {
  waitUntilSaved()
  localStorage.setItem(key(), 'Hello')
  dispatchEvent(new Event('pagehide'))
  leave()
  open()
  expect(draft.text).toBe('Hello')
})

test('a draft that was sent in another tab does not come back', () => {
  write('Hello')
  waitUntilSaved()
  otherTabSaves('')
  expect(draft.text).toBe('')
  leave()
  expect(localStorage.getItem(key())).toBeNull()
})

test('what is being written here is not overwritten', () => {
  write('Mine')
  otherTabSaves('Theirs')
  expect(draft.text).toBe('Mine')
  waitUntilSaved()
  expect(localStorage.getItem(key())).toBe('Mine')
})

test('what the storage does not take stays while the page is open, and a warning says so', () => {
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  write('Hello')
  waitUntilSaved()
  expect(draft.saved).toBe(false)
  leave()
  open()
  expect(draft.text).toBe('Hello')
})
