/**
 * Dates and times as a language writes them. One object per language: making an `Intl` format is
 * slow, using it is not.
 */
export interface Dates {
  /** 14:05 */
  time(date: Date): string
  /** The full date and time, for a tooltip. */
  full(date: Date): string
  /** Today, Yesterday, or a date; the year only where it is another one. */
  day(date: Date, now: Date): string
  /** A date for a sentence. */
  date(date: Date): string
  /** As short as it can be understood: the time today, else the day. */
  short(date: Date, now: Date): string
  /** A day of the week, Monday being 0: as short as in a calendar, and in full. */
  weekday(index: number): { short: string; long: string }
  /** How long something takes, in its largest unit: "5 min", "3 hr". */
  span(ms: number): string
  /** Names in a row: "Ann, Ben and Cem". */
  list(names: readonly string[]): string
}

const MONDAY = Date.UTC(2024, 0, 1)
const DAY_MS = 24 * 60 * 60_000
const UNITS = ['minute', 'hour', 'day'] as const
const cache = new Map<string, Dates>()
const locales = new Map<string, Locale>()

type HourCycle = NonNullable<Intl.DateTimeFormatOptions['hourCycle']>

/**
 * How dates and times are written: the words of the page's language, the order and the clock of
 * where the person is.
 */
export interface Locale {
  tag: string
  hourCycle: HourCycle
}

/**
 * What the browser's languages say about it. The first of them tells the clock, since a page
 * without French words still has French readers, for whom it is 17:33. The order of a date follows
 * the person's own kind of the page's language ("en" alone would be American), else the region of
 * their first language.
 */
export function localeOf(language: string, wanted: readonly string[] = navigator.languages): Locale {
  const key = `${language} ${wanted.join()}`
  let locale = locales.get(key)
  if (!locale) locales.set(key, (locale = findLocale(language, wanted)))
  return locale
}

function findLocale(language: string, wanted: readonly string[]): Locale {
  const [first = language] = wanted
  const { hourCycle } = new Intl.DateTimeFormat(first, { hour: 'numeric' }).resolvedOptions()
  const region = new Intl.Locale(first).maximize().region
  const tag = wanted.find((each) => new Intl.Locale(each).language === language) ?? (region ? `${language}-${region}` : language)
  return { tag, hourCycle: hourCycle as HourCycle }
}

export function datesOf(locale: Locale, words: { today: string; yesterday: string }): Dates {
  const key = `${locale.tag} ${locale.hourCycle} ${words.today}`
  let dates = cache.get(key)
  if (!dates) cache.set(key, (dates = makeDates(locale, words)))
  return dates
}

function makeDates({ tag: language, hourCycle }: Locale, { today, yesterday }: { today: string; yesterday: string }): Dates {
  const hour = hourCycle === 'h11' || hourCycle === 'h12' ? 'numeric' : '2-digit'
  const time = new Intl.DateTimeFormat(language, { hour, minute: '2-digit', hourCycle })
  const full = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short', hourCycle })
  const day = new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long' })
  const dayAndYear = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', year: 'numeric' })
  const short = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' })
  const weekdays = (['short', 'long'] as const).map((weekday) => new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' }))
  const units = UNITS.map((unit) => new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }))
  const list = new Intl.ListFormat(language, { type: 'conjunction' })

  const relative = (date: Date, now: Date) => {
    if (sameDay(date, now)) return today
    const dayBefore = new Date(now)
    dayBefore.setDate(now.getDate() - 1)
    return sameDay(date, dayBefore) ? yesterday : null
  }

  return {
    time: (date) => time.format(date),
    full: (date) => full.format(date),
    day: (date, now) => relative(date, now) ?? (date.getFullYear() === now.getFullYear() ? day : dayAndYear).format(date),
    date: (date) => dayAndYear.format(date),
    short: (date, now) => (sameDay(date, now) ? time.format(date) : (relative(date, now) ?? short.format(date))),
    weekday(index) {
      const date = new Date(MONDAY + index * DAY_MS)
      return { short: weekdays[0]!.format(date), long: weekdays[1]!.format(date) }
    },
    span(ms) {
      const minutes = Math.max(0, Math.floor(ms / 60_000))
      const [value, unit] = minutes < 60 ? [minutes, 0] : minutes < 1_440 ? [minutes / 60, 1] : [minutes / 1_440, 2]
      return units[unit]!.format(Math.floor(value))
    },
    list: (names) => list.format(names),
  }
}

export function sameDay(a: Date, b: Date): boolean {
  return a.getDate() === b.getDate() && a.getMonth() === b.getMonth() && a.getFullYear() === b.getFullYear()
}
