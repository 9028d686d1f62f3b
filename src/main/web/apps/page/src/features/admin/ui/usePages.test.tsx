// @vitest-environment jsdom
import { ChatError, type Page } from '@sealkloud/chat-client'
import { act, useEffect } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { usePages, type Pages } from './usePages.ts'

interface Call {
  cursor: string | undefined
  answer: (page: Page<string>) => void
  fail: (reason: unknown) => void
}

let root: Root
let calls: Call[]
let pages: Pages<string>

function List({ name, report }: { name: string; report: (list: Pages<string>) => void }) {
  const list = usePages<string>((cursor) => new Promise((answer, fail) => calls.push({ cursor, answer, fail })), name)
  useEffect(() => {
    report(list)
  })
  return null
}

const show = (name: string) => act(() => root.render(<List name={name} report={(list) => void (pages = list)} />))
const settle = () => act(() => vi.advanceTimersByTimeAsync(1_000))

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  vi.useFakeTimers()
  calls = []
  root = createRoot(document.createElement('main'))
  show('a')
  await settle()
  calls[0]!.answer({ items: ['a1'], nextCursor: 'more' })
  await settle()
  act(() => pages.more())
  expect(calls[1]!.cursor).toBe('more')
})

afterEach(() => {
  act(() => root.unmount())
  vi.useRealTimers()
})

test('a further page that fails after the list was begun anew says nothing about it', async () => {
  act(() => pages.reload())
  await settle()
  calls[1]!.fail(new ChatError('unreachable', 'gone'))
  await settle()
  expect(pages).toMatchObject({ error: null, loading: true })

  calls[2]!.answer({ items: ['a1', 'a2'], nextCursor: null })
  await settle()
  expect(pages).toMatchObject({ items: ['a1', 'a2'], error: null, loading: false, hasMore: false })
})

test('a further page of another list comes too late, whether it is there or not', async () => {
  show('b')
  calls[1]!.fail(new ChatError('unreachable', 'gone'))
  await settle()
  expect(pages).toMatchObject({ error: null, loading: true })

  calls[2]!.answer({ items: ['b1'], nextCursor: 'more' })
  await settle()
  act(() => pages.more())
  show('c')
  await settle()
  calls[4]!.answer({ items: ['c1'], nextCursor: 'more' })
  await settle()
  calls[3]!.answer({ items: ['b2'], nextCursor: null })
  await settle()
  expect(pages).toMatchObject({ items: ['c1'], hasMore: true, loading: false })
})

test('a further page that fails can be asked for again', async () => {
  calls[1]!.fail(new ChatError('unreachable', 'gone'))
  await settle()
  expect(pages).toMatchObject({ items: ['a1'], loading: false, hasMore: true })
  expect(pages.error?.code).toBe('unreachable')
})
