// @vitest-environment jsdom
import { Observable, type ChatClient, type Me, type UserRole } from '@sealkloud/chat-client'
import { ChatProvider } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { MyMenu } from './MyMenu.tsx'

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

test.each<[UserRole, boolean]>([
  ['client', false],
  ['employee_l1', false],
  ['employee_l3', false],
  ['admin', true],
])('the way to the administration is shown to whoever works there: %s', (userRole, isShown) => {
  const chat = {
    me: new Observable({ userId: 'lena', userName: 'lena', userRole } as Me),
    connection: new Observable({ status: 'online', retryAt: null }),
    notificationPreferences: { settings: new Observable(null) },
    pictures: new Observable(new Map()),
    now: () => new Date(),
  } as unknown as ChatClient
  act(() =>
    root.render(
      <ChatProvider chat={chat} language="en">
        <MyMenu onNotifications={() => {}} onShortcuts={() => {}} onLogOut={async () => {}} />
      </ChatProvider>,
    ),
  )
  const ways = [...page.querySelectorAll('a')].map(({ hash }) => hash)
  expect(ways).toContain('#/account')
  expect(ways.includes('#/admin/people')).toBe(isShown)
})
