import type { User } from '@sealkloud/chat-client'

const RANK = { online: 0, dnd: 1, away: 1, offline: 2 } as const

/**
 * People in the server's order, brought up to date: those whose presence has changed stand where
 * they belong now. Whoever is here without having been listed, or has been since, is put in, unless
 * they would stand behind a page that has not been loaded yet.
 *
 * @param since when the list was asked for, by the server's clock
 */
export function ranked(listed: readonly User[], besides: readonly User[], complete: boolean, since: Date): User[] {
  const all = [...listed, ...besides.filter((person) => hasBeenHere(person, since))].toSorted(byPresence)
  if (complete) return all
  const ids = new Set(listed.map(({ userId }) => userId))
  return all.slice(0, all.findLastIndex(({ userId }) => ids.has(userId)) + 1)
}

/** No later page lists them: whoever has gone stands before those who were never here. */
function hasBeenHere({ status, lastSeen }: User, since: Date): boolean {
  return status !== 'offline' || (lastSeen !== null && new Date(lastSeen) >= since)
}

/** Those who were never here stay as they came: the server has sorted them. */
function byPresence(a: User, b: User): number {
  const rank = RANK[a.status] - RANK[b.status]
  if (rank !== 0) return rank
  if (a.status !== 'offline') return a.userName.localeCompare(b.userName)
  return (b.lastSeen ?? '').localeCompare(a.lastSeen ?? '')
}

/** The names that more than one of these people has. */
export function namesakes(people: Iterable<User>): ReadonlySet<string> {
  const seen = new Set<string>()
  const twice = new Set<string>()
  for (const { userName, userRole } of people) {
    if (userRole === 'service') continue
    if (seen.has(userName)) twice.add(userName)
    seen.add(userName)
  }
  return twice
}
