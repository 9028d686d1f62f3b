const PREFIX = 'chat.draft.'

/**
 * Text that was typed and not sent, per person and conversation. What the storage does not take is
 * kept in memory.
 */
const memory = new Map<string, string>()

export function loadDraft(userId: string, conversationId: string): string {
  const key = keyOf(userId, conversationId)
  const inMemory = memory.get(key)
  if (inMemory !== undefined) return inMemory
  try {
    return localStorage.getItem(key) ?? ''
  } catch {
    return ''
  }
}

/** Returns whether the draft will survive a reload. */
export function saveDraft(userId: string, conversationId: string, text: string): boolean {
  const key = keyOf(userId, conversationId)
  memory.set(key, text)
  try {
    if (text === '') localStorage.removeItem(key)
    else localStorage.setItem(key, text)
    return true
  } catch {
    return text === ''
  }
}

function keyOf(userId: string, conversationId: string): string {
  return `${PREFIX}${userId}.${conversationId}`
}
