import { expect, test } from 'vitest'
import { cases } from '../../../testing/cases.ts'
import { matches } from './fold.ts'

test.each(cases<{ query: string; name: string; found: boolean }>('folding'))('$query in $name', ({ query, name, found }) => {
  expect(matches(name, query)).toBe(found)
})
