const RECENT = 'chat.emoji.recent'
const TONE = 'chat.emoji.tone'
const MOST_RECENT = 16

function read(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // Then it is not remembered.
  }
}

/** The emoji that were chosen last in this browser, the newest first. */
export function recentEmojis(): string[] {
  return read(RECENT)?.split(' ').filter(Boolean) ?? []
}

export function rememberEmoji(character: string): void {
  write(RECENT, [character, ...recentEmojis().filter((other) => other !== character)].slice(0, MOST_RECENT).join(' '))
}

/** The tone of skin of this browser: 0 for none, 1 to 5 from light to dark. */
export function skinTone(): number {
  const tone = Number(read(TONE))
  return Number.isInteger(tone) && tone >= 0 && tone <= 5 ? tone : 0
}

export function setSkinTone(tone: number): void {
  write(TONE, String(tone))
}
