import { datesOf } from '@sealkloud/chat-react/i18n/dates.ts'
import { expect, test } from 'vitest'
import { foreignZone, lineOfWeek } from './openingHours.ts'

const words = { today: '', yesterday: '' }
const british = datesOf({ tag: 'en-GB', hourCycle: 'h23' }, words)
const american = datesOf({ tag: 'en-US', hourCycle: 'h12' }, words)
const german = datesOf({ tag: 'de-DE', hourCycle: 'h23' }, words)
const work = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:30' } as const

test('the hours of a week are one line, in the words and the clock of the reader', () => {
  const saturday = { days: ['sat'], from: '10:00', to: '24:00' } as const
  expect(lineOfWeek([work, saturday], british, 'all day')).toBe('Mon–Fri 09:00–17:30, Sat 10:00–00:00')
  expect(lineOfWeek([work], american, 'all day').replace(/\s/gu, ' ')).toBe('Mon–Fri 9:00 AM–5:30 PM')
  expect(lineOfWeek([work], german, 'ganztägig')).toBe('Mo–Fr 09:00–17:30')
})

test('days that do not follow each other are listed, and whole days have a word', () => {
  expect(lineOfWeek([{ days: ['mon', 'wed', 'sat', 'sun'], from: '00:00', to: '24:00' }], british, 'all day')).toBe('Mon, Wed, Sat–Sun all day')
})

test('a time zone is told to those who are in another one', () => {
  const own = new Intl.DateTimeFormat().resolvedOptions().timeZone
  expect(foreignZone(own, 'en')).toBeNull()
  expect(foreignZone('Asia/Tokyo', 'en')).toBe('Japan Standard Time')
  expect(foreignZone('Asia/Tokyo', 'de')).toBe('Japanische Normalzeit')
  expect(foreignZone('UTC+02:00', 'en')).toBe('UTC+02:00')
})
