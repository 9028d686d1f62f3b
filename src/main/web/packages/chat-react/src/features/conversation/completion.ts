import { fold, type Member } from '@sealkloud/chat-client'

/** What is being typed that can be completed. */
export interface Completable {
  kind: 'mention' | 'emoji'
  /** What stands behind the `@` or the `:`. */
  query: string
  /** Where the `@` or the `:` stands. */
  start: number
}

/** A name may have a space in it. */
const MENTION = /(?:^|[\s([{"'])@([\p{L}\p{M}\p{N}._-]*(?: [\p{L}\p{M}\p{N}._-]+)?)$/u
/** Two letters at least: `:)` and `:D` are left alone, and so are times and addresses. */
const EMOJI = /(?:^|[\s([{])(?::)([a-z+][a-z0-9_+-]+)$/i

/** @returns what ends at the caret; null in code, where nothing is completed */
export function completableAt(text: string, caret: number): Completable | null {
  const before = text.slice(0, caret)
  if (isCode(before)) return null
  for (const [kind, pattern] of [
    ['mention', MENTION],
    ['emoji', EMOJI],
  ] as const) {
    const query = pattern.exec(before)?.[1]
    if (query !== undefined) return { kind, query, start: caret - query.length - 1 }
  }
  return null
}

function isCode(before: string): boolean {
  const fences = before.split('```').length - 1
  if (fences % 2 === 1) return true
  const line = before.slice(before.lastIndexOf('\n') + 1)
  return (line.split('`').length - 1) % 2 === 1
}

/** Members of whom some word of the name, or the id, begins so; those whose name does, first. */
export function membersLike(members: readonly Member[], query: string): Member[] {
  const part = fold(query)
  const begins = ({ userName }: Member) => fold(userName).startsWith(part)
  const has = ({ userId, userName }: Member) => [userId, ...userName.split(' ')].some((word) => fold(word).startsWith(part))
  return members.filter((member) => begins(member) || has(member)).toSorted((one, other) => Number(begins(other)) - Number(begins(one)))
}

/** What mentions a member: the name, or the id where another member has the same name. */
export function mentionOf({ userId, userName }: Member, members: readonly Member[]): string {
  const namesakes = members.filter((other) => fold(other.userName) === fold(userName))
  return `@${namesakes.length > 1 ? userId : userName}`
}
