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
