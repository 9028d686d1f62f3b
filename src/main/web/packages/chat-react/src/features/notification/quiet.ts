import { WEEKDAYS, type DoNotDisturb, type QuietHours, type Weekday } from '@sealkloud/chat-client'

/**
 * Why somebody is left alone now: until a time that they set, because of the hours of their week,
 * or not at all.
 */
export type Quiet = 'until' | 'hours' | null

const MINUTE = 60_000
const DAY_MINUTES = 24 * 60
/**
 * The server takes a year and a day; whoever gives no end gets nearly a year and is not told of it.
 */
export const ENDLESS_MS = 365 * 24 * 60 * MINUTE
const LOOKS_ENDLESS_MS = 300 * 24 * 60 * MINUTE
const MORNING = 8

/** As the server decides it, so that a person sees what it does. */
export function quietNow({ until, timeZone, hours, hoursPausedUntil }: DoNotDisturb, now: Date): Quiet {
  if (until && now.getTime() < Date.parse(until)) return 'until'
  if (hours.length === 0 || (hoursPausedUntil && now.getTime() < Date.parse(hoursPausedUntil))) return null
  const moment = wallClock(now, timeZone)
  return moment && hours.some((quiet) => covers(quiet, moment)) ? 'hours' : null
}

/**
 * No quiet time any more: neither one that was set, nor the rest of the quiet hours that run now.
 */
export function awake({ timeZone, hours }: DoNotDisturb, now: Date): DoNotDisturb {
  const end = endOfHours(timeZone, hours, now)
  return { timeZone, hours, ...(end && { hoursPausedUntil: end.toISOString() }) }
}

/** When the hours that run now are over, also if others follow at once; null if none do. */
function endOfHours(timeZone: string, hours: readonly QuietHours[], now: Date): Date | null {
  let end = new Date(Math.floor(now.getTime() / MINUTE) * MINUTE)
  for (let step = 0; step <= hours.length; step++) {
    const moment = wallClock(end, timeZone)
    const running = moment && hours.find((quiet) => covers(quiet, moment))
    if (!running) break
    end = inMinutes(end, (minutesOf(running.to) - minutesOf(moment.time) + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES)
  }
  return end.getTime() > now.getTime() ? end : null
}

function minutesOf(time: string): number {
  const [hour, minute] = time.split(':').map(Number)
  return hour! * 60 + minute!
}

export function isEndless(until: string, now: Date): boolean {
  return Date.parse(until) - now.getTime() > LOOKS_ENDLESS_MS
}

export function inMinutes(now: Date, minutes: number): Date {
  return new Date(now.getTime() + minutes * MINUTE)
}

/** Eight in the morning of the next day, where the person is. */
export function tomorrowMorning(now: Date): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, MORNING)
}

/** Whether hours can be saved: they have a day, and both times. */
export function isComplete({ days, from, to }: QuietHours): boolean {
  return days.length > 0 && from !== '' && to !== ''
}

interface Moment {
  day: Weekday
  /** `HH:mm` */
  time: string
}

/** Null for a time zone of which this browser has not heard. */
function wallClock(now: Date, timeZone: string): Moment | null {
  try {
    const format = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
    const { weekday, hour, minute } = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]))
    return { day: weekday!.toLowerCase() as Weekday, time: `${hour}:${minute}` }
  } catch {
    return null
  }
}

function covers({ days, from, to }: QuietHours, { day, time }: Moment): boolean {
  if (from < to) return days.includes(day) && from <= time && time < to
  const yesterday = WEEKDAYS[(WEEKDAYS.indexOf(day) + 6) % 7]!
  return (days.includes(day) && time >= from) || (days.includes(yesterday) && time < to)
}
