import { expect, test } from 'vitest'
import { cases } from '../../../../testing/cases.ts'
import { isBlank, writable } from './visible.ts'

test.each(cases<{ text: string; blank: boolean }>('blank'))('blank or not, like the server says: $text', ({ text, blank }) => {
  expect(isBlank(text)).toBe(blank)
})

test('what is pasted loses what the server refuses, and nothing else', () => {
  expect(writable('\u001B[31mred\u001B[0m\u0000\u009B\tone\r\ntwo \u202E🙂')).toBe('[31mred[0m\tone\r\ntwo \u202E🙂')
  expect(writable('half \uD83D pair')).toBe('half \uFFFD pair')
})
