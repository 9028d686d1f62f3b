import { expect, test } from 'vitest'
import { de } from './de.ts'
import { datesOf, localeOf } from './dates.ts'
import { en } from './en.ts'

const AFTERNOON = new Date(2026, 10, 27, 17, 33)
const MORNING = new Date(2026, 10, 27, 9, 5)
const words = { en: en.conversation, de: de.conversation }
const date = (language: 'en' | 'de', browser: string[]) => datesOf(localeOf(language, browser), words[language]).date(AFTERNOON)
const spaces = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ')

test.each<[language: 'en' | 'de', browser: string[], afternoon: string, morning: string]>([
  ['en', ['en-US'], '5:33 PM', '9:05 AM'],
  ['en', ['en-GB'], '17:33', '09:05'],
  ['en', ['fr-FR'], '17:33', '09:05'],
  ['en', ['fr'], '17:33', '09:05'],
  ['en', ['fr-CA', 'en-US'], '17:33', '09:05'],
  ['en', ['en-US-u-hc-h23'], '17:33', '09:05'],
  ['de', ['de-DE'], '17:33', '09:05'],
  ['de', ['de-AT', 'en'], '17:33', '09:05'],
  ['de', ['en-US'], '5:33 PM', '9:05 AM'],
  ['en', ['ja-JP'], '17:33', '09:05'],
  ['en', [], '5:33 PM', '9:05 AM'],
])('%s in a browser of %j', (language, browser, afternoon, morning) => {
  const dates = datesOf(localeOf(language, browser), words[language])
  expect(spaces(dates.time(AFTERNOON))).toBe(afternoon)
  expect(spaces(dates.time(MORNING))).toBe(morning)
  expect(spaces(dates.full(AFTERNOON))).toContain(afternoon)
})

test('the words stay those of the language that was chosen, in the order of the region', () => {
  expect(date('en', ['en-US'])).toBe('November 27, 2026')
  expect(date('en', ['en-GB'])).toBe('27 November 2026')
  expect(date('en', ['de-DE'])).toBe('27 November 2026')
  expect(date('de', ['en-US'])).toBe('27. November 2026')
})
