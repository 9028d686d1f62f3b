import { isBlank, line } from '@sealkloud/chat-react/text/visible.ts'

const LONGEST = 60

/**
 * The title of a ticket that begins with this message: its first line that shows anything, cut
 * between two words.
 */
export function titleOf(message: string): string {
  const lines = message.split(/[\r\n\u2028\u2029]/u)
  const title = line(lines.find((each) => !isBlank(each)) ?? '').replace(/\s+/gu, ' ')
  const characters = Array.from(title)
  if (characters.length <= LONGEST) return title
  const cut = characters.slice(0, LONGEST).join('')
  const lastWord = cut.lastIndexOf(' ')
  return `${(lastWord > LONGEST / 2 ? cut.slice(0, lastWord) : cut).trimEnd()}…`
}
