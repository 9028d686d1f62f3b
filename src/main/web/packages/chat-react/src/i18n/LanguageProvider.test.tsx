// @vitest-environment jsdom
import { act, memo } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, expect, test, vi } from 'vitest'
import { LanguageProvider, useDates } from './LanguageProvider.tsx'

afterEach(() => vi.useRealTimers())

const AFTERNOON = new Date(2026, 10, 27, 17, 33)

const now = () => new Date()

const Row = memo(function Row() {
  const dates = useDates()
  return <time>{`${dates.day(AFTERNOON, now())}, ${dates.short(AFTERNOON, now())}`}</time>
})

test('what was today is yesterday after midnight, on a page that stays open', () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  vi.useFakeTimers({ now: new Date(2026, 10, 27, 23, 59) })
  const page = document.createElement('main')
  const root = createRoot(page)
  act(() =>
    root.render(
      <LanguageProvider language="en">
        <Row />
      </LanguageProvider>,
    ),
  )
  expect(page.textContent).toMatch(/^Today, \d+:33/)

  act(() => vi.advanceTimersByTime(2 * 60_000))
  expect(page.textContent).toBe('Yesterday, Yesterday')
  act(() => vi.setSystemTime(new Date(2026, 10, 30, 8)) && vi.advanceTimersByTime(60_000))
  expect(page.textContent).toBe('Friday, November 27, Nov 27')
  act(() => root.unmount())
})
