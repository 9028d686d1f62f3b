import { WEEKDAYS, type Weekday, type WeeklyHours } from '@sealkloud/chat-client'
import type { Dates } from '@sealkloud/chat-react/i18n/dates.ts'

/** The hours of a week in one line: "Mon–Fri 09:00–17:00, Sat 10:00–12:00". */
export function lineOfWeek(hours: readonly WeeklyHours[], dates: Pick<Dates, 'time' | 'weekday'>, allDay: string): string {
  const time = (written: string) => {
    const [hour, minute] = written.split(':').map(Number)
    return dates.time(new Date(2024, 0, 1, hour, minute))
  }
  return hours.map(({ days, from, to }) => `${lineOfDays(days, dates)} ${from === '00:00' && to === '24:00' ? allDay : `${time(from)}–${time(to)}`}`).join(', ')
}

function lineOfDays(days: readonly Weekday[], dates: Pick<Dates, 'weekday'>): string {
  const runs: { first: number; last: number }[] = []
  for (const [index, day] of WEEKDAYS.entries()) {
    if (!days.includes(day)) continue
    const run = runs.at(-1)
    if (run?.last === index - 1) run.last = index
    else runs.push({ first: index, last: index })
  }
  const name = (index: number) => dates.weekday(index).short
  return runs.map(({ first, last }) => (first === last ? name(first) : `${name(first)}–${name(last)}`)).join(', ')
}

/** What a time zone is called, unless the reader's own is called the same. */
export function foreignZone(timeZone: string, language: string): string | null {
  const theirs = nameOf(timeZone, language)
  return theirs === nameOf(undefined, language) ? null : theirs
}

function nameOf(timeZone: string | undefined, language: string): string {
  try {
    const parts = new Intl.DateTimeFormat(language, { timeZone, timeZoneName: 'longGeneric' }).formatToParts()
    return parts.find(({ type }) => type === 'timeZoneName')!.value
  } catch {
    // The server knows zones that browsers do not.
    return timeZone!
  }
}
