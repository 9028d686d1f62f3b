import type { SupportWords } from './words/en.ts'

const LONGEST_IN_HOURS = 48

/** A time in words that nobody waits longer than: rounded up, the more the longer it is. */
export function answerTime(seconds: number, { minutes, hours, days }: Pick<SupportWords, 'minutes' | 'hours' | 'days'>): string {
  const exact = Math.max(1, Math.ceil(seconds / 60))
  if (exact <= 5) return minutes(exact)
  if (exact <= 55) return minutes(Math.ceil(exact / 5) * 5)
  const inHours = Math.ceil(exact / 60)
  return inHours <= LONGEST_IN_HOURS ? hours(inHours) : days(Math.ceil(inHours / 24))
}
