// @vitest-environment jsdom
import type { AccountApi } from '@sealkloud/chat-client'
import { LanguageProvider } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import { act, type ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Authenticator } from './Authenticator.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import { SecondFactor } from './SecondFactor.tsx'

let root: Root
let page: HTMLElement

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  page = document.createElement('main')
  root = createRoot(page)
})
afterEach(() => act(() => root.unmount()))

const show = (children: ReactNode) => act(async () => root.render(<LanguageProvider language="en">{children}</LanguageProvider>))
const click = () => act(async () => page.querySelector('button')!.click())

test('a second factor that could not be loaded is asked for again', async () => {
  let away = true
  const secondFactor = async () => {
    if (away) throw new Error('gone')
    return { enabled: false, required: false, recoveryCodesLeft: 0 }
  }
  await show(<SecondFactor api={{ secondFactor } as AccountApi} />)
  expect(page.textContent).toContain('Second factor')

  away = false
  await click()
  expect(page.textContent).toContain('It is off.')
})

test('recovery codes that cannot be copied say so', async () => {
  // A page without HTTPS has no clipboard, as here.
  await show(<RecoveryCodes codes={['1111-2222']} onDone={() => {}} />)
  await click()
  expect(page.querySelector('[role=alert]')!.textContent).toBe('They could not be copied. Please write them down.')
})

test('a first code is taken as apps show it', async () => {
  await show(<Authenticator shared={{ secret: 'ABCD', uri: 'otpauth://totp/chat?secret=ABCD' }} confirm={async () => []} onDone={() => {}} />)
  const input = page.querySelector('input')!
  // A browser cuts what is pasted to it.
  expect(input.maxLength).toBe(-1)
  act(() => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(input, '123 456 ')
    input.dispatchEvent(new Event('input', { bubbles: true }))
  })
  expect(input.value).toBe('123456')
})
