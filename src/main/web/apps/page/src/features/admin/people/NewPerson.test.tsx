// @vitest-environment jsdom
import { ChatError, Observable, type ChatClient, type ChatErrorCode, type Me } from '@sealkloud/chat-client'
import { ChatProvider } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { NewPerson } from './NewPerson.tsx'
import { stubDialogs } from '../../../../../../testing/dialogs.ts'

let root: Root
let page: HTMLElement
let refusals: Record<string, ChatErrorCode>
let called: string[]
const onCreated = vi.fn<() => void>()
const onClose = vi.fn<() => void>()

async function call(_: string, path: string) {
  called.push(path)
  const code = refusals[path]
  if (code) throw new ChatError(code, 'refused')
}
const chat = { me: new Observable({ userId: 'ada', userRole: 'admin' } as Me), rest: { call } } as unknown as ChatClient

const alert = () => page.querySelector('[role=alert]')!.textContent
const button = (name: string) => [...page.querySelectorAll('button')].find(({ textContent }) => textContent === name)!

function type(selector: string, value: string) {
  const input = page.querySelector<HTMLInputElement>(selector)!
  act(() => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(input, value)
    input.dispatchEvent(new Event('input', { bubbles: true }))
  })
}

async function createAndInvite() {
  type('input[required]', 'new-person')
  type('input[type=email]', 'new-person@example.org')
  act(() => page.querySelector<HTMLElement>('input[type=checkbox]')!.click())
  await act(async () => button('Create').click())
}

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  vi.clearAllMocks()
  stubDialogs()
  refusals = {}
  called = []
  page = document.createElement('main')
  document.body.append(page)
  root = createRoot(page)
  act(() =>
    root.render(
      <ChatProvider chat={chat} language="en">
        <NewPerson onClose={onClose} onCreated={onCreated} />
      </ChatProvider>,
    ),
  )
})

afterEach(() => {
  act(() => root.unmount())
  page.remove()
})

test('an ID that is taken is told, and nobody is invited', async () => {
  refusals = { '/users': 'conflict' }
  await createAndInvite()

  expect(alert()).toBe('This ID is taken, maybe by a disabled account.')
  expect(called).toEqual(['/users'])
  expect(onCreated).not.toHaveBeenCalled()
  expect(onClose).not.toHaveBeenCalled()
})

test.each<[ChatErrorCode, string]>([
  ['conflict', 'No mail can be sent'],
  ['unavailable', 'The mail could not be taken'],
])('an invitation that is refused (%s) is told apart from the account, which is there', async (code, told) => {
  refusals = { '/users/new-person/password-links': code }
  await createAndInvite()

  expect(onCreated).toHaveBeenCalledOnce()
  expect(page.textContent).toContain('The account new-person is created.')
  expect(alert()).toContain(told)
  expect(onClose).not.toHaveBeenCalled()

  refusals = {}
  await act(async () => button('Invite by mail').click())

  expect(called).toEqual(['/users', '/users/new-person/password-links', '/users/new-person/password-links'])
  expect(onCreated).toHaveBeenCalledOnce()
  expect(onClose).toHaveBeenCalledOnce()
})
