import type { Member } from '@sealkloud/chat-client'

/** Where an `@` begins a mention: not within a word, a mail address or a path (`Mentions.java`). */
const SIGN = /(?<![\p{L}\p{M}\p{N}_@.+%=&#-])@/gu
const GOES_ON = /^(?:[\p{L}\p{M}\p{N}_@-]|\.[\p{L}\p{N}])/u

/** A part of a text that mentions a member; `to` is exclusive. */
export interface Mention {
  from: number
  to: number
  member: Member
}

/**
 * Finds the places of mentions, of members whom the server has found to be mentioned: by the name
 * or the id, whatever the case; the longest counts.
 */
export function mentionsIn(text: string, members: readonly Member[]): Mention[] {
  const small = lower(text)
  // Letters that change their number with their case would move what comes behind.
  if (small.length !== text.length) return []
  const names = members
    .flatMap((member) => [member.userName, member.userId].map((name) => ({ name: lower(name), member })))
    .filter(({ name }) => name !== '')
    .toSorted((one, other) => other.name.length - one.name.length)
  return [...small.matchAll(SIGN)].flatMap(({ index }) => {
    const behind = small.slice(index + 1)
    const found = names.find(({ name }) => behind.startsWith(name) && !GOES_ON.test(behind.slice(name.length)))
    return found ? [{ from: index, to: index + 1 + found.name.length, member: found.member }] : []
  })
}

function lower(text: string): string {
  return text.normalize('NFC').toLowerCase()
}
