/** What somebody has made of one of their messages and has not sent. */
export interface EditDraft {
  seq: number
  /** What was before their eyes: others must not be overwritten unseen. */
  revision: number
  content: string
  text: string
}

const PREFIX = 'chat.edit.'

/**
 * Per person and conversation, as the text of the composer. What the storage does not take is kept
 * in memory.
 */
const memory = new Map<string, EditDraft | null>()

export function loadEdit(userId: string, conversationId: string): EditDraft | null {
  const key = keyOf(userId, conversationId)
  const inMemory = memory.get(key)
  if (inMemory !== undefined) return inMemory
  try {
    return parse(localStorage.getItem(key))
  } catch {
    return null
  }
}

export function saveEdit(userId: string, conversationId: string, draft: EditDraft | null): void {
  const key = keyOf(userId, conversationId)
  memory.set(key, draft)
  try {
    if (draft) localStorage.setItem(key, JSON.stringify(draft))
    else localStorage.removeItem(key)
  } catch {
    // It is in memory, for as long as the page is open.
  }
}

function parse(json: string | null): EditDraft | null {
  const draft = JSON.parse(json ?? 'null') as EditDraft | null
  return draft && Number.isSafeInteger(draft.seq) && typeof draft.text === 'string' && typeof draft.content === 'string' ? draft : null
}

function keyOf(userId: string, conversationId: string): string {
  return `${PREFIX}${userId}.${conversationId}`
}
