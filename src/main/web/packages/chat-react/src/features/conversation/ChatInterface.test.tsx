// @vitest-environment jsdom
import { ChatClient, type MessageEvent } from '@sealkloud/chat-client'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ChatProvider } from '../session/ChatProvider.tsx'
import { ChatInterface } from './ChatInterface.tsx'

const message = (seq: number): MessageEvent => ({
  type: 'room_message',
  kind: 'text',
  roomId: 'room',
  conversationId: 'room',
  seq,
  messageId: `m${seq}`,
  senderId: 'carol',
  senderName: 'carol',
  senderRole: 'client',
  content: `message ${seq}`,
  clientMessageId: null,
  timestamp: '2026-01-01T00:00:00.000Z',
})

const ROOM = {
  conversationId: 'room',
  roomId: 'room',
  kind: 'team',
  title: 'room',
  members: [],
  lastMessage: message(9),
  lastEventAt: '2026-01-01T00:00:00.000Z',
  lastSeq: 9,
  lastReadSeq: 0,
  unreadCount: 9,
}

let chat: ChatClient
let root: Root
let page: HTMLElement
/** What the server answers for pages of the timeline. */
let pages: (query: URLSearchParams) => Response

const server: typeof fetch = async (address) => {
  const { pathname, searchParams } = new URL(String(address))
  if (pathname.endsWith('/me')) return Response.json({ userId: 'lena', userName: 'lena', userRole: 'employee_l1' })
  if (pathname.endsWith('/timeline')) return pages(searchParams)
  if (pathname.endsWith('/conversations')) return Response.json({ items: [ROOM], nextCursor: null })
  return Response.json({ code: 'unavailable' }, { status: 503 })
}

const pageOf = (seqs: number[], more: object = {}) =>
  Response.json({ lines: seqs.map(message), hasMoreBefore: false, hasMoreAfter: false, asOfSeq: seqs.at(-1), firstSeq: 1, ...more })
const silentSocket = () => Object.assign(new EventTarget(), { readyState: 0, OPEN: 1, close: () => {} }) as unknown as WebSocket
const settled = () => act(() => new Promise((resolve) => setTimeout(resolve, 100)))

async function open(seq?: number): Promise<void> {
  await act(async () =>
    root.render(
      <ChatProvider chat={chat} language="en" messageHref={(id, at) => `#/c/${id}/${at}`}>
        <ChatInterface conversationId="room" seq={seq} />
      </ChatProvider>,
    ),
  )
  await settled()
}

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  vi.spyOn(document, 'hasFocus').mockReturnValue(true)
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  )
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }))
  Element.prototype.scrollTo = () => {}
  page = document.body.appendChild(document.createElement('main'))
  root = createRoot(page)
  chat = new ChatClient({ baseUrl: 'https://chat.example.org', token: () => 'token', storage: null, fetch: server, webSocket: silentSocket })
  await chat.start()
})
afterEach(() => {
  act(() => root.unmount())
  chat.stop()
  page.remove()
  location.hash = ''
})

test('what the list knows of and the page has not got yet does not count as read', async () => {
  pages = () => pageOf([1, 2, 3, 4, 5])
  await open()
  expect(chat.conversation('room')).toMatchObject({ lastReadSeq: 5, unreadCount: 4 })
  act(() => void page.querySelector('textarea')!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })))
  await settled()
  expect(chat.conversation('room')).toMatchObject({ lastReadSeq: 5, unreadCount: 4 })
})

test('what is behind a page of the past does not count as read', async () => {
  pages = (query) => (query.has('around') ? pageOf([1, 2, 3], { hasMoreAfter: true, asOfSeq: 9 }) : Response.json({ code: 'unavailable' }, { status: 503 }))
  await open(2)
  act(() => void page.querySelector('textarea')!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })))
  await settled()
  expect(chat.conversation('room')!.lastReadSeq).toBeLessThan(4)
})

const unavailable = () => Response.json({ code: 'unavailable' }, { status: 503 })
const seqs = () => chat.timeline('room').state.value.events.map(({ seq }) => seq)
const banner = () => [...page.querySelectorAll('[role="alert"]')].find(({ textContent }) => textContent!.includes('could not be loaded'))

/** Opens the end, and from there a link to a message whose page cannot be had. */
async function failedJump(): Promise<void> {
  pages = (query) => (query.has('around') ? unavailable() : pageOf([8, 9], { hasMoreBefore: false }))
  await open()
  location.hash = '#/c/room/2'
  await open(2)
  expect(banner()?.textContent).toBe('The messages could not be loaded. Try again')
  pages = (query) => (query.get('around') === '2' ? pageOf([1, 2, 3], { hasMoreAfter: true, asOfSeq: 9 }) : unavailable())
}

test('a jump that failed is tried again by its button', async () => {
  await failedJump()
  act(() => banner()!.querySelector('button')!.click())
  await settled()
  expect(seqs()).toEqual([1, 2, 3])
})

test('a jump that failed is tried again by following the same link', async () => {
  await failedJump()
  const link = document.body.appendChild(document.createElement('a'))
  link.href = '#/c/room/2'
  act(() => link.click())
  link.remove()
  await settled()
  expect(seqs()).toEqual([1, 2, 3])
})
