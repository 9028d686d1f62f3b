import type { AuditFilter } from '@sealkloud/chat-client'

const FIELDS = ['actor', 'action', 'target', 'since', 'until'] as const

/** What the fields of the filter have, as they were typed. */
export type Typed = Record<(typeof FIELDS)[number], string>

export function filterOf(typed: Typed): AuditFilter {
  const values = FIELDS.map((name) => {
    const value = typed[name].trim()
    return [name, name === 'since' || name === 'until' ? momentOf(value) : value]
  })
  return Object.fromEntries(values.filter(([, value]) => value !== ''))
}

/** Typed in the time zone of the browser. Empty unless it is one: a year can have five digits. */
function momentOf(typed: string): string {
  const moment = new Date(typed)
  return Number.isNaN(moment.getTime()) ? '' : moment.toISOString()
}
