import { Observable } from '@sealkloud/chat-client'
import type { Language } from '@sealkloud/chat-react/i18n/languages.ts'

export type Theme = 'system' | 'light' | 'dark'

export interface Preferences {
  theme: Theme
  /** Null: as the browser prefers. */
  language: Language | null
}

const KEY = 'chat.preferences'
const DEFAULTS: Preferences = { theme: 'system', language: null }

/**
 * What this browser's user chose. All tabs agree; without storage it holds until the page is
 * closed.
 */
export const preferences = new Observable<Preferences>(load())

export function change(changed: Partial<Preferences>): void {
  preferences.set({ ...preferences.value, ...changed })
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences.value))
  } catch {
    // A choice that cannot be kept still holds for this page.
  }
}

function load(): Preferences {
  try {
    return { ...DEFAULTS, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Preferences>) }
  } catch {
    return DEFAULTS
  }
}

addEventListener('storage', (event) => {
  if (event.key === KEY) preferences.set(load())
})
