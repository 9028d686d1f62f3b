const KEY = 'chat.place'

/**
 * Where somebody stands in a conversation: a line near the top, and how far that line has been
 * scrolled out.
 */
export interface Place {
  userId: string
  conversationId: string
  seq: number
  /** In pixels; negative below the top. */
  hidden: number
}

/** Where this tab was left, until a conversation has been opened. */
let left: Place | null = read()

/**
 * Where the conversation was left when the tab was loaded again; null if it was elsewhere, or at
 * its end.
 */
export function placeLeft(userId: string, conversationId: string): Place | null {
  return left?.userId === userId && left.conversationId === conversationId ? left : null
}

export function forgetPlace(): void {
  left = null
}

/**
 * Keeps the place for when the tab is loaded again; null for the end, where a conversation opens by
 * itself.
 */
export function savePlace(place: Place | null): void {
  try {
    if (place) sessionStorage.setItem(KEY, JSON.stringify(place))
    else sessionStorage.removeItem(KEY)
  } catch {
    // Without a storage the conversation opens as it does for the first time.
  }
}

function read(): Place | null {
  try {
    const kept = sessionStorage.getItem(KEY)
    sessionStorage.removeItem(KEY)
    return kept ? (JSON.parse(kept) as Place) : null
  } catch {
    return null
  }
}
