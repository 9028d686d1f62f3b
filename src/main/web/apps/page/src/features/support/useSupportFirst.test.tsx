// @vitest-environment jsdom
import { Observable, type ChatClient, type Conversation, type Me } from '@sealkloud/chat-client'
import { ChatProvider } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parse } from '../../route/route.ts'
import { useSupportFirst } from './useSupportFirst.ts'

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
  location.hash = ''
})

interface Props {
  contactsSupport?: boolean
  narrow?: boolean
}

function Page({ contactsSupport = true, narrow = true }: Props) {
  useSupportFirst(parse(location.hash), contactsSupport, narrow)
  return null
}

const closed = { ticket: { closed: true } } as Conversation
const open = { ticket: { closed: false } } as Conversation

/** Where the client is, once the page knows who keeps the tickets. */
async function leadsTo(conversations: Conversation[], props: Props = {}): Promise<string> {
  const chat = { me: new Observable<Me | null>({ userId: 'carol' } as Me), conversations: new Observable(conversations) } as unknown as ChatClient
  await act(async () =>
    root.render(
      <ChatProvider chat={chat} language="en">
        <Page {...props} />
      </ChatProvider>,
    ),
  )
  return location.hash
}

test('a client on a phone for whom nothing goes on begins where they ask for help', async () => {
  expect(await leadsTo([], { contactsSupport: false })).toBe('')
  expect(await leadsTo([closed])).toBe('#/support')
})

test('who goes back to the list stays there', async () => {
  await leadsTo([])
  await leadsTo([])
  location.hash = ''
  expect(await leadsTo([], { narrow: true })).toBe('')
})

test.each([
  ['a conversation goes on', [closed, open], {}, ''],
  ['both are in sight', [], { narrow: false }, ''],
  ['something else was asked for', [], {}, '#/account'],
] as const)('nobody is led elsewhere if %s', async (_why, conversations, props, hash) => {
  location.hash = hash
  expect(await leadsTo([...conversations], props)).toBe(hash)
})
