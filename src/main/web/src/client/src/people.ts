import type { PresenceEvent, PresenceStatus, User } from './events.ts'
import { Observable } from './observable.ts'

const STATUS: Record<PresenceEvent['type'], PresenceStatus> = { user_online: 'online', user_away: 'away', user_offline: 'offline' }

/** Everybody of whom the client has heard, with their presence as far as it is known. */
export class People {
  readonly all = new Observable<ReadonlyMap<string, User>>(new Map())

  /** Takes people as the server listed them; a change of presence may have overtaken the answer. */
  learn(users: readonly User[]): void {
    this.#put(
      users.map((user) => {
        const known = this.all.value.get(user.userId)
        return known && isLater(known, user) ? { ...user, status: known.status, lastSeen: known.lastSeen } : user
      }),
    )
  }

  /** Takes the complete list of those who are not offline: everybody else is. */
  learnOnline(online: readonly User[]): void {
    const present = new Set(online.map((user) => user.userId))
    const others = [...this.all.value.values()].map((user) => (present.has(user.userId) ? user : { ...user, status: 'offline' as const }))
    this.#put([...others, ...online])
  }

  apply(event: PresenceEvent): void {
    const { userId, userName, userRole, lastSeen } = event
    this.#put([{ userId, userName, userRole, lastSeen, status: event.status ?? STATUS[event.type] }])
  }

  #put(users: readonly User[]): void {
    if (users.length === 0) return
    const all = new Map(this.all.value)
    for (const user of users) all.set(user.userId, user)
    this.all.set(all)
  }
}

function isLater(one: User, other: User): boolean {
  return Date.parse(one.lastSeen ?? '') > Date.parse(other.lastSeen ?? '')
}
