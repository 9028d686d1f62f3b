// @vitest-environment jsdom
import { Observable, type ChatClient, type Conversation, type Me } from '@sealkloud/chat-client'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ChatProvider } from '../session/ChatProvider.tsx'
import { ChangesLine } from './ChangesLine.tsx'
import type { Change } from './rows.ts'

const about = (seq: number) => ({ conversationId: 'c', roomId: 'c', seq, timestamp: '2026-01-01T00:00:00.000Z' })
const member = (seq: number, type: 'member_joined' | 'member_left', userId: string): Change => ({
  ...about(seq),
  type,
  userId,
  userName: userId,
  userRole: 'employee_l1',
})
const claimed: Change = { ...about(3), type: 'ticket_changed', change: 'claimed', ticketId: '4711', title: 'Printer', assigneeId: 'lena' }

let root: Root
let page: HTMLElement

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  page = document.body.appendChild(document.createElement('main'))
  root = createRoot(page)
})
afterEach(() => {
  act(() => root.unmount())
  page.remove()
})

const show = (events: Change[]) => {
  const me = new Observable<Me | null>({ userId: 'lena', userName: 'lena', userRole: 'employee_l1' } as Me)
  const people = new Observable(new Map())
  return act(async () =>
    root.render(
      <ChatProvider chat={{ me, people } as unknown as ChatClient} language="en">
        <ChangesLine events={events} conversation={{ members: [] } as unknown as Conversation} />
      </ChatProvider>,
    ),
  )
}
const lines = () => [...page.querySelectorAll('[data-words], button')].map(({ textContent }) => textContent)

const joined = [member(1, 'member_joined', 'lena'), member(2, 'member_joined', 'ravi')]

test('two lines are shown: those who came together, and what became of the ticket', async () => {
  await show([...joined, claimed])
  expect(lines()).toEqual(['lena and ravi joined', 'lena takes care of the ticket'])
})

test('more are folded to what became of the ticket, until they are asked for', async () => {
  await show([...joined, claimed, member(4, 'member_left', 'ravi')])
  expect(lines()).toEqual(['2 more changes', 'lena takes care of the ticket'])
  act(() => page.querySelector('button')!.click())
  expect(lines()).toHaveLength(3)
})

test('what was seen stays in sight when more happens', async () => {
  await show([...joined, claimed])
  await show([...joined, claimed, member(4, 'member_left', 'ravi')])
  expect(lines()).toEqual(['lena and ravi joined', 'lena takes care of the ticket', 'ravi left'])
})
