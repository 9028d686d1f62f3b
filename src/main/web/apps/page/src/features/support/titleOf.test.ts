import { expect, test } from 'vitest'
import { titleOf } from './titleOf.ts'

test('the title is the first line of the message', () => {
  expect(titleOf('  The printer  is on fire\n\nIt has been since noon.')).toBe('The printer is on fire')
})

test('a long line is cut between two words, a long word within it', () => {
  const cut = titleOf('The printer in the corridor of the second floor is on fire, and nobody knows what to do')
  expect(cut).toBe('The printer in the corridor of the second floor is on fire,…')
  expect(titleOf('x'.repeat(100))).toBe(`${'x'.repeat(60)}…`)
})

test('characters outside of the basic plane stay whole', () => {
  expect(titleOf('🔥'.repeat(100))).toBe(`${'🔥'.repeat(60)}…`)
})

test('what turns the direction of text is no part of it, as the server refuses it', () => {
  expect(titleOf('\u202A\u2066The printer\u2069 is \u202Eon fire\u202C\nIt has been since noon.')).toBe('The printer is on fire')
})

test('it is the first line of which something can be seen', () => {
  expect(titleOf('\u200B\n\u2800 \u200E\n\u202A\u202C\r\nThe printer is on fire')).toBe('The printer is on fire')
})
