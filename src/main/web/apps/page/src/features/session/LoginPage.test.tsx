// @vitest-environment jsdom
import { ChatError } from '@sealkloud/chat-client'
import { LanguageProvider } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { LoginPage } from './LoginPage.tsx'

let root: Root
let page: HTMLElement
let refusal: ChatError | null
const logIn = vi.fn<(username: string, password: string, code?: string) => Promise<void>>(async () => {
  if (refusal) throw refusal
})

const field = (name: string) => page.querySelector<HTMLInputElement>(`input[name=${name}]`)
const submit = () => act(async () => page.querySelector<HTMLElement>('button[type=submit]')!.click())

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  vi.stubGlobal('fetch', async () => new Response(null, { status: 503 }))
  logIn.mockClear()
  page = document.createElement('main')
  document.body.append(page)
  root = createRoot(page)
  act(() =>
    root.render(
      <LanguageProvider language="en">
        <LoginPage expired={false} refused={undefined} logIn={logIn} onSetUp={() => {}} />
      </LanguageProvider>,
    ),
  )

  field('username')!.value = 'lena'
  field('password')!.value = 'a password'
  refusal = new ChatError('unauthenticated', 'a code', 401, undefined, 'second_factor_required')
  await submit()
})

afterEach(() => {
  act(() => root.unmount())
  page.remove()
  vi.unstubAllGlobals()
})

test.each([
  ['123 456', '123456'],
  [' abcd-efgh-ijkl-mnop ', 'abcd-efgh-ijkl-mnop'],
])('a code is taken as it is shown or copied: %s', async (typed, sent) => {
  expect(field('code')!.maxLength).toBeGreaterThan(typed.length)
  field('code')!.value = typed
  refusal = null
  await submit()
  expect(logIn).toHaveBeenLastCalledWith('lena', 'a password', sent)
})

test('what can be no code is told as a wrong one, and the password stays', async () => {
  field('code')!.value = '12345'
  refusal = new ChatError('bad_request', 'code: must match', 400)
  await submit()
  expect(page.querySelector('[role=alert]')!.textContent).toBe('The code is not right, or was used before.')
  expect(field('password')!.value).toBe('a password')
  expect(field('code')).not.toBeNull()
})
