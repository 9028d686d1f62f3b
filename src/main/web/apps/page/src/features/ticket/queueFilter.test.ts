import { expect, test } from 'vitest'
import { asked, parseFilter, searchOf } from './queueFilter.ts'

test('the address carries which tickets are shown, and keeps what else it says', () => {
  const filter = { queue: 'open', tier: 'l2', owner: 'lena', status: 'waiting for parts', age: '4h', sort: 'newest', q: 'Drücker & Co' } as const
  const search = searchOf('?theme=dark&tickets=mine', filter)
  expect(parseFilter(search)).toEqual(filter)
  expect(new URLSearchParams(search).get('theme')).toBe('dark')
  expect(searchOf(search, null)).toBe('?theme=dark')
  expect(searchOf(searchOf('', filter), null)).toBe('')
})

test('what the address should not say is passed over', () => {
  expect(parseFilter('?tickets=all')).toBeNull()
  expect(parseFilter('?tickets=open&tier=l9&owner=%3Cb%3E&sort=due&age=2h')).toEqual({ queue: 'open' })
})

test('how long a ticket waits is counted from the time at which it is asked for', () => {
  const now = Date.UTC(2026, 0, 15, 12)
  expect(asked({ queue: 'open', age: '1d' }, now)).toEqual({ queue: 'open', before: '2026-01-14T12:00:00.000Z' })
  expect(asked({ queue: 'open', tier: 'l2' }, now)).toEqual({ queue: 'open', tier: 'l2' })
})
