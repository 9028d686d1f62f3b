const LONGEST = 60

/** The title of a ticket that begins with this message: its first line, cut between two words. */
export function titleOf(message: string): string {
  const line = message
    .trim()
    .split(/\s*[\r\n\u2028\u2029]\s*/u, 1)[0]!
    .replace(/\s+/gu, ' ')
  const characters = Array.from(line)
  if (characters.length <= LONGEST) return line
  const cut = characters.slice(0, LONGEST).join('')
  const lastWord = cut.lastIndexOf(' ')
  return `${(lastWord > LONGEST / 2 ? cut.slice(0, lastWord) : cut).trimEnd()}…`
}
