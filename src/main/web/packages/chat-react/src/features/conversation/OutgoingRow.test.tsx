// @vitest-environment jsdom
import { ChatError, Observable, type ChatClient, type Me, type OutgoingMessage } from '@sealkloud/chat-client'
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, test, vi } from 'vitest'
import { ChatProvider } from '../session/ChatProvider.tsx'
import { OutgoingRow } from './OutgoingRow.tsx'

test('a message to a ticket that stays closed is taken along into a new one', async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  const page = document.body.appendChild(document.createElement('main'))
  const root = createRoot(page)
  const chat = {
    me: new Observable<Me | null>({ userId: 'dave', userName: 'Dave', userRole: 'client' } as Me),
    connection: new Observable({ status: 'online' }),
    discard: vi.fn(),
    retry: vi.fn(),
  }
  const message = {
    clientMessageId: 'm',
    conversationId: 'ticket-7',
    content: 'It is broken again',
    state: 'failed',
    failure: new ChatError('closed', 'The ticket is closed.'),
    target: { roomId: 'ticket-7' },
  } as unknown as OutgoingMessage
  const newTicket = vi.fn()
  await act(async () =>
    root.render(
      <ChatProvider chat={chat as unknown as ChatClient} language="en">
        <OutgoingRow message={message} first onEdit={() => {}} onNewTicket={newTicket} />
      </ChatProvider>,
    ),
  )

  const choices = [...page.querySelectorAll('button')]
  expect(choices.map(({ textContent }) => textContent)).not.toContain('Try again')
  act(() => choices.find(({ textContent }) => textContent === 'Open a new ticket')!.click())

  expect(newTicket).toHaveBeenCalledWith('It is broken again')
  expect(chat.discard).toHaveBeenCalledWith('m')
  expect(chat.retry).not.toHaveBeenCalled()
  act(() => root.unmount())
  page.remove()
})
