const PREFIX = 'chat.draft.'

/**
 * Text that was typed and not sent, per person and conversation, in the storage that all tabs
 * share. What it does not take is kept in memory.
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
  try {
    if (text === '') localStorage.removeItem(key)
    else localStorage.setItem(key, text)
    memory.delete(key)
    return true
  } catch {
    memory.set(key, text)
    return text === ''
  }
}

/** Puts a text below what is typed there already, unless these lines are there. */
export function addToDraft(userId: string, conversationId: string, text: string): void {
  const typed = loadDraft(userId, conversationId)
  if (text && !`\n${typed}\n`.includes(`\n${text}\n`)) saveDraft(userId, conversationId, typed.trim() ? `${typed}\n${text}` : text)
}

/** Tells what another tab has made of a draft. */
export function followDraft(userId: string, conversationId: string, onChange: (text: string) => void): () => void {
  const key = keyOf(userId, conversationId)
  const changed = (event: StorageEvent) => {
    // Without a key, all of the storage was emptied.
    if (event.storageArea === localStorage && (event.key === key || event.key === null)) onChange(event.newValue ?? '')
  }
  addEventListener('storage', changed)
  return () => removeEventListener('storage', changed)
}

function keyOf(userId: string, conversationId: string): string {
  return `${PREFIX}${userId}.${conversationId}`
}
