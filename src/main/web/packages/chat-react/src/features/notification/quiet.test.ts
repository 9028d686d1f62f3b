import { expect, test } from 'vitest'
import { awake, ENDLESS_MS, isComplete, isEndless, quietNow, tomorrowMorning } from './quiet.ts'

const never = { timeZone: 'UTC', hours: [] }
const at = (time: string) => new Date(`${time}Z`)

test('until a time means up to it, and no longer', () => {
  const quiet = { ...never, until: '2026-11-23T08:00:00.000Z' }
  expect(quietNow(quiet, at('2026-11-23T07:59:59'))).toBe('until')
  expect(quietNow(quiet, at('2026-11-23T08:00:00'))).toBeNull()
  expect(quietNow(never, at('2026-11-23T07:59:59'))).toBeNull()
})

// 2026-11-23 is a Monday.
test.each([
  ['2026-11-23T12:00:00', 'hours'],
  ['2026-11-23T12:59:59', 'hours'],
  ['2026-11-23T13:00:00', null],
  ['2026-11-23T11:59:59', null],
  ['2026-11-24T12:00:00', null],
])('hours within a day: at %s %s', (time, expected) => {
  expect(quietNow({ timeZone: 'UTC', hours: [{ days: ['mon'], from: '12:00', to: '13:00' }] }, at(time))).toBe(expected)
})

test.each([
  ['2026-11-29T22:00:00', 'hours'],
  ['2026-11-30T06:59:00', 'hours'],
  ['2026-11-30T07:00:00', null],
  ['2026-11-30T22:00:00', null],
  ['2026-11-29T06:00:00', null],
])('hours over midnight belong to the day on which they begin, also from Sunday to Monday: at %s %s', (time, expected) => {
  expect(quietNow({ timeZone: 'UTC', hours: [{ days: ['sun'], from: '22:00', to: '07:00' }] }, at(time))).toBe(expected)
})

test('hours from a time to the same time are a whole day', () => {
  const quiet = { timeZone: 'UTC', hours: [{ days: ['sat' as const], from: '09:00', to: '09:00' }] }
  expect(quietNow(quiet, at('2026-11-29T08:59:00'))).toBe('hours')
  expect(quietNow(quiet, at('2026-11-29T09:00:00'))).toBeNull()
})

test('hours are those of the time zone, in summer and in winter', () => {
  const quiet = { timeZone: 'Europe/Berlin', hours: [{ days: ['mon' as const], from: '00:00', to: '01:00' }] }
  expect(quietNow(quiet, at('2026-11-22T23:30:00'))).toBe('hours')
  expect(quietNow(quiet, at('2026-06-21T22:30:00'))).toBe('hours')
  expect(quietNow(quiet, at('2026-06-21T23:30:00'))).toBeNull()
})

test('a time zone that the browser does not know quiets nothing', () => {
  expect(quietNow({ timeZone: 'Mars/Olympus', hours: [{ days: ['mon'], from: '00:00', to: '23:59' }] }, at('2026-11-23T12:00:00'))).toBeNull()
})

test('tomorrow morning is the next day at eight, also at the end of a month', () => {
  expect(tomorrowMorning(new Date(2026, 10, 30, 23, 59))).toEqual(new Date(2026, 11, 1, 8))
})

test('whoever gave no end is told of none', () => {
  const now = at('2026-11-23T12:00:00')
  expect(isEndless(new Date(now.getTime() + ENDLESS_MS).toISOString(), now)).toBe(true)
  expect(isEndless('2026-12-23T12:00:00.000Z', now)).toBe(false)
})

test('hours without a day or a time are not complete', () => {
  expect(isComplete({ days: ['mon'], from: '22:00', to: '07:00' })).toBe(true)
  expect(isComplete({ days: [], from: '22:00', to: '07:00' })).toBe(false)
  expect(isComplete({ days: ['mon'], from: '', to: '07:00' })).toBe(false)
})

test('whoever ends it during quiet hours is not left alone until they are over, and then again', () => {
  const nights = { timeZone: 'UTC', hours: [{ days: ['mon' as const, 'tue' as const], from: '22:00', to: '07:00' }] }
  const paused = awake({ ...nights, until: '2026-11-24T09:00:00.000Z' }, at('2026-11-24T01:30:20'))
  expect(paused).toEqual({ ...nights, hoursPausedUntil: '2026-11-24T07:00:00.000Z' })
  expect(quietNow(paused, at('2026-11-24T01:31:00'))).toBeNull()
  expect(quietNow(paused, at('2026-11-24T22:00:00'))).toBe('hours')
  expect(awake(nights, at('2026-11-24T12:00:00'))).toEqual(nights)
})
