// @vitest-environment jsdom
import { ChatError, Observable, type Attachment, type ChatClient, type Me, type MessageRef, type OutgoingMessage } from '@sealkloud/chat-client'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ChatProvider } from '../session/ChatProvider.tsx'
import { OutgoingRow } from './OutgoingRow.tsx'

let root: Root
let page: HTMLElement
const chat = {
  me: new Observable<Me | null>({ userId: 'dave', userName: 'Dave', userRole: 'client' } as Me),
  connection: new Observable({ status: 'online' }),
  discard: vi.fn(),
  retry: vi.fn(),
}
const newTicket = vi.fn<(content: string) => void>()
const edit = vi.fn<(text: string, replyTo?: MessageRef) => void>()
const files: Attachment[] = [{ attachmentId: 'a', name: 'log.txt', contentType: 'text/plain', size: 3, status: 'ready' }]

function failed(code: 'closed' | 'forbidden', more: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return {
    clientMessageId: 'm',
    conversationId: 'ticket-7',
    content: 'It is broken again',
    createdAt: 0,
    state: 'failed',
    failure: new ChatError(code, 'Refused.') as OutgoingMessage['failure'] & object,
    target: { roomId: 'ticket-7' },
    ...more,
  }
}

const show = (message: OutgoingMessage, onEdit: typeof edit | null = edit) =>
  act(async () =>
    root.render(
      <ChatProvider chat={chat as unknown as ChatClient} language="en">
        <OutgoingRow message={message} first onEdit={onEdit ?? undefined} onNewTicket={newTicket} />
      </ChatProvider>,
    ),
  )
const choices = () => [...page.querySelectorAll<HTMLElement>('[role="alert"] button')].map(({ textContent }) => textContent)
const choose = (choice: string) => act(() => [...page.querySelectorAll('button')].find(({ textContent }) => textContent === choice)!.click())

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  vi.clearAllMocks()
  page = document.body.appendChild(document.createElement('main'))
  root = createRoot(page)
})
afterEach(() => {
  act(() => root.unmount())
  page.remove()
})

test('a message to a ticket that stays closed is taken along into a new one', async () => {
  await show(failed('closed'))
  expect(choices()).not.toContain('Retry')
  choose('Open a new ticket')
  expect(newTicket).toHaveBeenCalledWith('It is broken again')
  expect(chat.discard).toHaveBeenCalledWith('m')
  expect(chat.retry).not.toHaveBeenCalled()
})

test('its files do not go along, and stay with it', async () => {
  await show(failed('closed', { attachments: files }))
  choose('Open a new ticket')
  expect(newTicket).toHaveBeenCalledWith('It is broken again')
  expect(chat.discard).not.toHaveBeenCalled()
})

test('files of a message to a closed ticket can go once it is open again', async () => {
  await show(failed('closed', { attachments: files }))
  expect(choices()).toEqual(['Open a new ticket', 'Retry', 'Discard'])
  choose('Retry')
  expect(chat.retry).toHaveBeenCalledWith('m')
})

test('a refused message goes back into the composer', async () => {
  await show(failed('forbidden'))
  choose('Edit')
  expect(edit).toHaveBeenCalledWith('It is broken again', undefined)
  expect(chat.discard).toHaveBeenCalledWith('m')
})

test.each<[string, Partial<OutgoingMessage>]>([
  ['are uploaded', { attachments: files }],
  ['wait', { files: [{ fileId: '0', name: 'log.txt', size: 3, type: 'text/plain' }] }],
])('a refused message whose files %s does not, for it would lose them', async (_how, more) => {
  await show(failed('forbidden', more))
  expect(choices()).toEqual(['Retry', 'Discard'])
})

test('a refused message does not go where there is no composer', async () => {
  await show(failed('forbidden'), null)
  expect(choices()).toEqual(['Retry', 'Discard'])
})
