import type { Permission } from './permission.ts'

/** What keeps notifications away: null if nothing does. */
export type BellState = 'muted' | 'quiet' | 'off' | Exclude<Permission, 'granted'>

/**
 * Each means one thing: this conversation, or all, is muted; nothing disturbs now; the browser has
 * not been asked, or says no.
 */
export const BELL_SIGNS = {
  muted: 'bellOff',
  off: 'bellOff',
  quiet: 'moon',
  default: 'bellAsk',
  denied: 'bellAsk',
  unsupported: 'bellAsk',
} as const satisfies Record<BellState, string>

interface Bell {
  isMuted: boolean
  isQuiet: boolean
  /** On the desktop, for all conversations. */
  isOff: boolean
  allowed: Permission
}

/** The nearest reason comes first: it is the one that the person can end here. */
export function bellState({ isMuted, isQuiet, isOff, allowed }: Bell): BellState | null {
  if (isMuted) return 'muted'
  if (isQuiet) return 'quiet'
  if (isOff) return 'off'
  return allowed === 'granted' ? null : allowed
}
