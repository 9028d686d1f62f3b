import { expect, test } from 'vitest'
import { answerTime } from './answerTime.ts'
import { de } from './words/de.ts'
import { en } from './words/en.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE

test.each([
  [0, 'a minute', 'einer Minute'],
  [MINUTE, 'a minute', 'einer Minute'],
  [MINUTE + 1, '2 minutes', '2 Minuten'],
  [5 * MINUTE, '5 minutes', '5 Minuten'],
  [5 * MINUTE + 1, '10 minutes', '10 Minuten'],
  [55 * MINUTE, '55 minutes', '55 Minuten'],
  [55 * MINUTE + 1, 'an hour', 'einer Stunde'],
  [HOUR, 'an hour', 'einer Stunde'],
  [HOUR + 1, '2 hours', '2 Stunden'],
  [48 * HOUR, '48 hours', '48 Stunden'],
  [48 * HOUR + 1, '3 days', '3 Tagen'],
  [7 * 24 * HOUR, '7 days', '7 Tagen'],
])('an answer within %s s is promised in no shorter time', (seconds, english, german) => {
  expect(en.answers(answerTime(seconds, en))).toBe(`The first answer usually comes within ${english}.`)
  expect(de.answers(answerTime(seconds, de))).toBe(`Die erste Antwort kommt meist innerhalb von ${german}.`)
})
