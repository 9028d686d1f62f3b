// @vitest-environment jsdom
import type { Holiday } from '@sealkloud/chat-client'
import { LanguageProvider } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import { act, useState } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Holidays } from './Holidays.tsx'

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

function Form() {
  const [holidays, setHolidays] = useState<readonly Holiday[]>([])
  return <Holidays holidays={holidays} change={setHolidays} />
}

const add = () => [...page.querySelectorAll('button')].find(({ textContent }) => textContent === 'Add a holiday')!
const remove = (n: number) => page.querySelector<HTMLElement>(`button[aria-label="Remove: Holiday ${n}"]`)!
function press(button: HTMLElement) {
  button.focus()
  act(() => button.click())
}

test('the keyboard goes into a row that is added, and out of one that is removed', () => {
  act(() =>
    root.render(
      <LanguageProvider language="en">
        <Form />
      </LanguageProvider>,
    ),
  )
  press(add())
  press(add())
  expect(document.activeElement).toBe(page.querySelector('li:last-child input[type=date]'))

  press(remove(1))
  expect(document.activeElement).toBe(remove(1))
  press(remove(1))
  expect(document.activeElement).toBe(add())
})
