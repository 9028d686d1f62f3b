import { expect, test } from 'vitest'
import { cases } from '../../../../testing/cases.ts'
import { isBlank, line, writable } from './visible.ts'

test.each(cases<{ text: string; blank: boolean }>('blank'))('blank or not, like the server says: $text', ({ text, blank }) => {
  expect(isBlank(text)).toBe(blank)
})

test('what is pasted loses what the server refuses, and nothing else', () => {
  expect(writable('\u001B[31mred\u001B[0m\u0000\u009B\tone\r\ntwo \u202E🙂')).toBe('[31mred[0m\tone\r\ntwo \u202E🙂')
  expect(writable('half \uD83D pair')).toBe('half \uFFFD pair')
})

test('a title or name that is pasted loses what the server refuses in one line, and nothing else', () => {
  expect(line('\u202A\u2066 The\tprinter\u2028is \u202E\u001Bon  fire\u2069\u202C \n')).toBe('The printer is on  fire')
  expect(line('می\u200Cخواهم\u200E')).toBe('می\u200Cخواهم\u200E')
})
