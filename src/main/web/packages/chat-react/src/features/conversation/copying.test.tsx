// @vitest-environment jsdom
import { Observable, type ChatClient, type Me, type MessageEvent } from '@sealkloud/chat-client'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ChatProvider } from '../session/ChatProvider.tsx'
import { useCopying } from './copying.ts'
import { Delivery, Readers } from './Delivery.tsx'
import { MessageContent } from './MessageContent.tsx'
import type { Row } from './rows.ts'

function said(seq: number, senderName: string, content: string): Extract<Row, { kind: 'message' }> {
  const event = { seq, senderName, content, type: 'message', timestamp: `2026-01-01T09:0${seq}:00` } as MessageEvent
  return { kind: 'message', key: `${seq}`, event, mine: true, first: true, last: true }
}

const rows = [said(1, 'Carol', 'First\n\n- one\n- two'), said(2, 'Lena', 'Look:\n```\nif (a)\n  b()\n```'), said(3, 'Carol', 'Thank **you**, Lena')]

function List() {
  const copy = useCopying(rows)
  return (
    <ol onCopy={copy}>
      {rows.map(({ event }, index) => (
        <li key={event.seq} data-index={index}>
          <span>{event.senderName}:</span>
          <MessageContent content={event.content} />
          <Delivery state="read" />
          <Readers names={['Ravi']} />
        </li>
      ))}
    </ol>
  )
}

let root: Root
let page: HTMLElement

beforeEach(async () => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  )
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  page = document.body.appendChild(document.createElement('main'))
  root = createRoot(page)
  const chat = {
    me: new Observable<Me | null>({ userId: 'lena', userName: 'Lena', userRole: 'employee_l1' } as Me),
    connection: new Observable({ status: 'online' }),
  } as unknown as ChatClient
  await act(async () =>
    root.render(
      <ChatProvider chat={chat} language="en">
        <List />
      </ChatProvider>,
    ),
  )
})
afterEach(() => {
  act(() => root.unmount())
  page.remove()
})

/** What is copied from one place to the other; null if the browser does it as it always does. */
function copied(from: Node, fromOffset: number, to: Node, toOffset: number): string | null {
  let text: string | null = null
  getSelection()!.setBaseAndExtent(from, fromOffset, to, toOffset)
  const event = Object.assign(new Event('copy', { bubbles: true, cancelable: true }), {
    clipboardData: { setData: (_type: string, data: string) => (text = data) },
  })
  page.querySelector('li')!.dispatchEvent(event)
  expect(event.defaultPrevented).toBe(text !== null)
  return text
}

const line = (index: number) => page.querySelectorAll('li[data-index]')[index]!
const paragraph = (index: number) => line(index).querySelector('p')!.firstChild!

test('several messages are copied with names and times, and without receipts', () => {
  expect(copied(page, 0, page, 1)?.replaceAll('\u202F', ' ')).toBe(
    ['Carol, 9:01 AM: First', 'one', 'two', 'Lena, 9:02 AM: Look:', 'if (a)', '  b()', 'Carol, 9:03 AM: Thank you, Lena'].join('\n'),
  )
})

test('of the first and the last message only the selected part is copied', () => {
  expect(copied(line(1).querySelector('code')!.firstChild!, 9, paragraph(2), 5)?.replaceAll('\u202F', ' ')).toBe(
    ['Lena, 9:02 AM: b()', 'Carol, 9:03 AM: Thank'].join('\n'),
  )
})

test('of one message its words alone are copied, also where more of its line is selected', () => {
  expect(copied(line(2), 0, line(2), line(2).childNodes.length)).toBe('Thank you, Lena')
  expect(copied(paragraph(0), 0, line(0).querySelector('[data-delivery]')!, 1)).toBe('First\none\ntwo')
})

test('inside of one message the browser copies by itself, with formats', () => {
  expect(copied(paragraph(2), 0, paragraph(2), 5)).toBeNull()
  expect(copied(paragraph(2), 3, paragraph(2), 3)).toBeNull()
})
