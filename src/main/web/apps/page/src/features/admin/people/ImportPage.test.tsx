// @vitest-environment jsdom
import { ChatError, Observable, type ChatClient, type ImportedLine, type Me } from '@sealkloud/chat-client'
import { ChatProvider } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ImportPage } from './ImportPage.tsx'

let root: Root
let page: HTMLElement
/** Answers the calls, each once. */
let answers: ((lines: readonly ImportedLine[]) => void)[]
/** Fails them, as the answers answer them. */
let failures: ((reason: ChatError) => void)[]
/** The files that were sent, by their sizes. */
let sent: [path: string, size: number][]

function call(_: string, path: string, file: Blob) {
  sent.push([path, file.size])
  return new Promise<{ lines: readonly ImportedLine[] }>((resolve, reject) => {
    answers.push((lines) => resolve({ lines }))
    failures.push(reject)
  })
}

const chat = { me: new Observable({ userId: 'ada', userName: 'ada', userRole: 'admin' } as Me), rest: { call } }
const field = () => page.querySelector<HTMLInputElement>('input[type=file]')!
const button = () => page.querySelector<HTMLButtonElement>('button')
const settle = () => act(() => new Promise<void>((resolve) => setTimeout(resolve)))

async function choose(size: number) {
  act(() => {
    Object.defineProperty(field(), 'files', { configurable: true, value: [new File(['x'.repeat(size)], 'people.csv')] })
    field().dispatchEvent(new Event('change', { bubbles: true }))
  })
  await settle()
}

async function answer(number: number) {
  answers[number]!([{ line: 2, userId: 'new-person', userName: 'New Person', userRole: 'client', status: 'new' }])
  await settle()
}

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  answers = []
  failures = []
  sent = []
  page = document.createElement('main')
  root = createRoot(page)
  act(() =>
    root.render(
      <ChatProvider chat={chat as unknown as ChatClient} language="en">
        <ImportPage />
      </ChatProvider>,
    ),
  )
})

afterEach(() => act(() => root.unmount()))

test('the file that was checked is imported, whatever the field shows meanwhile', async () => {
  await choose(1)
  await choose(2)
  await answer(0)

  act(() => button()!.click())
  await settle()

  expect(sent).toEqual([
    ['/users/import?dryRun=true', 1],
    ['/users/import?dryRun=false', 1],
  ])
})

test('no other file can be chosen while one is checked or imported', async () => {
  expect(field().disabled).toBe(false)
  await choose(1)
  expect(field().disabled).toBe(true)
  await answer(0)
  expect(field().disabled).toBe(false)

  act(() => button()!.click())
  await settle()
  expect(field().disabled).toBe(true)
  await answer(1)
  expect(field().disabled).toBe(false)
  expect(page.textContent).toContain('Imported 1 person.')
})

test('a file that was corrected can be chosen again', () => {
  Object.defineProperty(field(), 'value', { configurable: true, writable: true, value: 'people.csv' })
  act(() => field().click())
  expect(field().value).toBe('')
})

test('why an import failed is not told beside the report of another file', async () => {
  await choose(1)
  await answer(0)
  act(() => button()!.click())
  await settle()
  failures[1]!(new ChatError('conflict', 'changed meanwhile'))
  await settle()
  expect(page.querySelector('[role=alert]:not(:empty)')).not.toBeNull()

  await choose(2)
  await answer(2)
  expect(button()!.textContent).toContain('Import')
  expect(page.querySelector('[role=alert]:not(:empty)')).toBeNull()
})
