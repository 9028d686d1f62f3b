// @vitest-environment jsdom
import { ChatError, Observable, type ChatClient, type Conversation, type Me } from '@sealkloud/chat-client'
import { ChatProvider } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ContactSupport } from './ContactSupport.tsx'

let root: Root
let page: HTMLElement
let answer: { opened: (conversation: Conversation) => void; refused: (error: ChatError) => void }

const box = () => page.querySelector('textarea')!

function write(text: string) {
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')!.set!.call(box(), text)
  box().dispatchEvent(new Event('input', { bubbles: true }))
}

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  vi.stubGlobal('matchMedia', () => ({ matches: false }))
  page = document.body.appendChild(document.createElement('main'))
  root = createRoot(page)
  const chat = {
    me: new Observable<Me | null>({ userId: 'carol' } as Me),
    conversations: new Observable<Conversation[]>([]),
    rest: { support: () => Promise.reject(new Error('unknown')) },
    openTicket: () => new Promise<Conversation>((opened, refused) => (answer = { opened, refused })),
  } as unknown as ChatClient
  await act(async () =>
    root.render(
      <ChatProvider chat={chat} language="en">
        <ContactSupport follows={undefined} narrow={false} onClose={() => {}} />
      </ChatProvider>,
    ),
  )
  await act(async () => write('The printer is on fire'))
  await act(async () => page.querySelector('form')!.requestSubmit())
})
afterEach(() => {
  act(() => root.unmount())
  page.remove()
  localStorage.clear()
  location.hash = ''
})

test('nothing can be typed that would be lost while a ticket is being opened', async () => {
  expect([box().readOnly, box().value]).toEqual([true, 'The printer is on fire'])

  await act(async () => answer.opened({ conversationId: 'ticket-1' } as Conversation))

  expect(box().value).toBe('')
  expect(location.hash).toContain('ticket-1')
})

test('after a refusal the question is still there and can be changed', async () => {
  await act(async () => answer.refused(new ChatError('unavailable', 'Later', 503)))

  expect([box().readOnly, box().value]).toEqual([false, 'The printer is on fire'])
})
