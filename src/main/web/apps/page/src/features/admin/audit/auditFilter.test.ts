import { expect, test } from 'vitest'
import { filterOf } from './auditFilter.ts'

const EMPTY = { actor: '', action: '', target: '', since: '', until: '' }

test('a time is that of the browser, and what is empty is left out', () => {
  expect(filterOf({ ...EMPTY, actor: ' ada ', since: '2026-01-01T00:00' })).toEqual({
    actor: 'ada',
    since: new Date(2026, 0, 1).toISOString(),
  })
})

test('a year of five digits, as the field takes it, is no time yet and ends nothing', () => {
  expect(filterOf({ ...EMPTY, since: '20261-01-01T00:00', until: '2026-01-01T00:00' })).toEqual({
    until: new Date(2026, 0, 1).toISOString(),
  })
})
