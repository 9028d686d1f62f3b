// @vitest-environment jsdom
import { ChatError, type PersonExport, type RestApi } from '@sealkloud/chat-client'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { LanguageProvider } from '../i18n/LanguageProvider.tsx'
import { DataExport } from './DataExport.tsx'

const RUNNING: PersonExport = { exportId: 'second', status: 'running' }
const READY: PersonExport = { exportId: 'first', status: 'ready', expiresAt: '2026-12-06T12:00:00Z' }

let root: Root
let page: HTMLElement
let exports: readonly PersonExport[] | ChatError
let refusal: ChatError | null

const rest = {
  personExports: vi.fn(async () => {
    if (exports instanceof ChatError) throw exports
    return exports
  }),
  exportPerson: async () => {
    if (refusal) throw refusal
    exports = [RUNNING]
    return RUNNING.exportId
  },
  exportAddress: (userId: string, exportId: string) => `/${userId}/${exportId}`,
}
const words = {
  make: 'make',
  making: 'making',
  download: 'download',
  keptUntil: (date: string) => `until ${date}`,
  failed: 'failed',
  recent: 'recent',
  unknown: 'unknown',
}

const settle = () => act(() => vi.advanceTimersByTimeAsync(1_500))
const make = () => [...page.querySelectorAll('button')].find(({ textContent }) => textContent === 'make')!
const said = (role: string) => page.querySelector(`[role=${role}]`)!.textContent

async function show() {
  act(() =>
    root.render(
      <LanguageProvider language="en">
        <DataExport rest={rest as unknown as RestApi} userId="carol" words={words} />
      </LanguageProvider>,
    ),
  )
  await settle()
}

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  vi.useFakeTimers()
  exports = []
  refusal = null
  page = document.createElement('main')
  root = createRoot(page)
})

afterEach(() => {
  act(() => root.unmount())
  vi.useRealTimers()
})

test('a copy that was made before the page was opened is offered, and so is a newer one', async () => {
  exports = [READY]
  await show()
  expect(page.querySelector('a')!.getAttribute('href')).toBe('/carol/first')
  expect(page.textContent).toContain('until December 6, 2026')

  await act(async () => make().click())
  await settle()
  expect(said('status')).toBe('making')
})

test('whoever has a copy that was made just now is told that it is too early for another one', async () => {
  exports = [READY]
  refusal = new ChatError('conflict', 'There is a recent one')
  await show()

  await act(async () => make().click())
  await settle()
  expect(said('alert')).toBe('recent')
  expect(page.querySelector('a')!.getAttribute('href')).toBe('/carol/first')
})

test('one that is being made is followed until it is there', async () => {
  exports = [RUNNING]
  await show()
  expect(said('status')).toBe('making')
  expect(make().disabled).toBe(true)

  exports = new ChatError('unreachable', 'gone')
  await settle()
  expect(said('status')).toBe('making')

  exports = [{ ...RUNNING, status: 'ready' }]
  await settle()
  expect(said('status')).toBe('')
  expect(page.querySelector('a')!.getAttribute('href')).toBe('/carol/second')

  const looks = rest.personExports.mock.calls.length
  await settle()
  expect(rest.personExports.mock.calls.length).toBe(looks)
})

test('one that somebody else has begun meanwhile is no failure', async () => {
  await show()
  exports = [RUNNING]
  refusal = new ChatError('conflict', 'An export of this user is being made already.')
  await act(async () => make().click())
  await settle()
  expect(said('status')).toBe('making')
  expect(said('alert')).toBe('')
})

test('a refusal and a copy that failed are told', async () => {
  await show()
  refusal = new ChatError('conflict', 'There is nobody behind this account.')
  await act(async () => make().click())
  expect(said('alert')).toBe('failed')

  refusal = null
  await act(async () => make().click())
  await settle()
  expect(said('alert')).toBe('')
  exports = [{ ...RUNNING, status: 'failed' }]
  await settle()
  expect(said('alert')).toBe('failed')
  expect(make().disabled).toBe(false)
})

test('an error that stays ends the looking, and is told', async () => {
  exports = [RUNNING]
  await show()
  exports = new ChatError('forbidden', 'not any more', 403)
  await settle()
  expect(said('status')).toBe('')
  expect(said('alert')).toContain('unknown')
  const looks = rest.personExports.mock.calls.length
  await settle()
  expect(rest.personExports.mock.calls.length).toBe(looks)

  exports = [READY]
  act(() => page.querySelector<HTMLElement>('[role=alert] button')!.click())
  await settle()
  expect(said('alert')).toBe('')
  expect(page.querySelector('a')).not.toBeNull()
})
