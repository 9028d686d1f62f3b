import { expect, test } from 'vitest'
import { daysAgo, isEmpty, parseDay, toSearch, typedOperator, withFilter, type Filter } from './filters.ts'

const GERMAN = { from: 'von', in: 'in', before: 'vor', after: 'nach', has: 'hat' }

test('an operator at the end of the text is completed, in English and in the language of the page', () => {
  expect(typedOperator('toner from:le', GERMAN)).toEqual({ operator: 'from', value: 'le', rest: 'toner ' })
  expect(typedOperator('VON:', GERMAN)).toEqual({ operator: 'from', value: '', rest: '' })
  expect(typedOperator('in:"Second floor', GERMAN)).toEqual({ operator: 'in', value: 'Second floor', rest: '' })
  expect(typedOperator('https://example.org', GERMAN)).toBeNull()
  expect(typedOperator('from:lena toner', GERMAN)).toBeNull()
  expect(typedOperator('C:', GERMAN)).toBeNull()
})

test('days are read as they are written', () => {
  expect(parseDay('2026-3-1', true)).toBe('2026-03-01')
  expect(parseDay('1.3.2026', true)).toBe('2026-03-01')
  expect(parseDay('3/1/2026', false)).toBe('2026-03-01')
  expect(parseDay('2026-02-30', true)).toBeNull()
  expect(parseDay('yesterday', true)).toBeNull()
  expect(daysAgo(new Date(2026, 2, 1), 1)).toBe('2026-02-28')
})

test('before and after leave the day out', () => {
  const filters: Filter[] = [
    { operator: 'after', date: '2026-02-28' },
    { operator: 'before', date: '2026-03-02' },
    { operator: 'from', userId: 'lena', name: 'Lena' },
    { operator: 'has', what: 'file' },
  ]
  expect(toSearch(' toner ', filters)).toEqual({
    q: 'toner',
    since: new Date(2026, 2, 1).toISOString(),
    until: new Date(2026, 2, 2).toISOString(),
    sender: 'lena',
    has: 'file',
  })
  expect(withFilter(filters, { operator: 'has', what: 'link' }).filter(({ operator }) => operator === 'has')).toEqual([{ operator: 'has', what: 'link' }])
  expect(isEmpty(' ', [{ operator: 'in', conversationId: 'x', title: 'X' }])).toBe(true)
  expect(isEmpty('', filters)).toBe(false)
})
