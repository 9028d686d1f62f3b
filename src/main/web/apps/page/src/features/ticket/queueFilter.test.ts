import { expect, test } from 'vitest'
import { parseFilter, searchOf } from './queueFilter.ts'

test('the address carries which tickets are shown, and keeps what else it says', () => {
  const filter = { queue: 'open', tier: 'l2', owner: 'lena', status: 'waiting for parts', sort: 'newest', q: 'Drücker & Co' } as const
  const search = searchOf('?theme=dark&tickets=mine', filter)
  expect(parseFilter(search)).toEqual(filter)
  expect(new URLSearchParams(search).get('theme')).toBe('dark')
  expect(searchOf(search, null)).toBe('?theme=dark')
  expect(searchOf(searchOf('', filter), null)).toBe('')
})

test('what the address should not say is passed over', () => {
  expect(parseFilter('?tickets=all')).toBeNull()
  expect(parseFilter('?tickets=open&tier=l9&owner=%3Cb%3E&sort=due')).toEqual({ queue: 'open' })
})
