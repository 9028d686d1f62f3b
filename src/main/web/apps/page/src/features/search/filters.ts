import type { MessageSearch } from '@sealkloud/chat-client'

/** A condition besides the words, as an operator such as `from:` gives it. */
export type Filter =
  | { operator: 'from'; userId: string; name: string }
  | { operator: 'in'; conversationId: string; title: string }
  | { operator: 'before' | 'after'; date: string }
  | { operator: 'has'; what: Feature }

export type Operator = Filter['operator']
export type Feature = NonNullable<MessageSearch['has']>

export const OPERATORS: readonly Operator[] = ['from', 'in', 'before', 'after', 'has']
export const FEATURES: readonly Feature[] = ['file', 'link', 'image']

/** The operator that is being typed at the end of a text, and what of its value. */
export interface Typed {
  operator: Operator
  value: string
  /** The text before it. */
  rest: string
}

/** @param names what each operator is called, beside its English name */
export function typedOperator(text: string, names: Record<Operator, string>): Typed | null {
  const [, rest, name, value] = /^(.*?(?:^|\s))(\p{L}+):("[^"]*"?|\S*)$/su.exec(text) ?? []
  if (rest === undefined || name === undefined || value === undefined) return null
  const wanted = name.toLowerCase()
  const operator = OPERATORS.find((each) => each === wanted || names[each] === wanted)
  return operator ? { operator, value: value.replaceAll('"', ''), rest } : null
}

/** Each operator once: a later one takes the place of an earlier one. */
export function withFilter(filters: readonly Filter[], filter: Filter): Filter[] {
  return [...filters.filter(({ operator }) => operator !== filter.operator), filter]
}

/** A day as it is typed: `2026-11-28`, or as it is written in the language of the page. */
export function parseDay(typed: string, dayFirst: boolean): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed)
  const dotted = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(typed)
  const [year, month, day] = iso ? [iso[1], iso[2], iso[3]] : dotted ? [dotted[3], dotted[dayFirst ? 2 : 1], dotted[dayFirst ? 1 : 2]] : []
  if (!year || !month || !day) return null
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const parsed = new Date(`${date}T00:00:00Z`)
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date) ? date : null
}

/** `before` and `after` leave the day itself out, in the time zone of the person. */
export function toSearch(text: string, filters: readonly Filter[]): MessageSearch {
  const search: MessageSearch = { q: text.trim() }
  for (const filter of filters) {
    if (filter.operator === 'from') search.sender = filter.userId
    else if (filter.operator === 'in') search.conversationId = filter.conversationId
    else if (filter.operator === 'before') search.until = startOf(filter.date, 0)
    else if (filter.operator === 'after') search.since = startOf(filter.date, 1)
    else if (filter.operator === 'has') search.has = filter.what
  }
  return search
}

/** Nothing is asked for yet: a place alone is everything in it. */
export function isEmpty(text: string, filters: readonly Filter[]): boolean {
  return text.trim() === '' && filters.every(({ operator }) => operator === 'in')
}

function startOf(date: string, daysLater: number): string {
  const [year, month, day] = date.split('-').map(Number)
  return new Date(year!, month! - 1, day! + daysLater).toISOString()
}

/** A day of the person's calendar, so many days ago. */
export function daysAgo(now: Date, days: number): string {
  const date = new Date(now.getFullYear(), now.getMonth(), now.getDate() - days)
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
}
