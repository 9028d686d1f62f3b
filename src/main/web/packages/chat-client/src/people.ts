import type { PresenceEvent, UserChangedEvent } from './events.ts'
import type { PresenceStatus, User } from './user.ts'
import { Observable } from './observable.ts'
import { Pictures } from './pictures.ts'

const STATUS: Record<PresenceEvent['type'], PresenceStatus> = { user_online: 'online', user_away: 'away', user_offline: 'offline' }

/** All users known to the client, with their presence. */
export class People {
  readonly all = new Observable<ReadonlyMap<string, User>>(new Map())
  /** What was told since the complete list was asked for; null while none is on its way. */
  #told: PresenceEvent[] | null = null
  readonly #pictures: Pictures

  constructor(pictures = new Pictures()) {
    this.#pictures = pictures
  }

  /** Takes people as the server listed them; a change of presence may have overtaken the answer. */
  learn(users: readonly User[]): void {
    this.#put(
      users.map((user) => {
        const known = this.all.value.get(user.userId)
        return known && isLater(known, user) ? { ...user, status: known.status, lastSeen: known.lastSeen } : user
      }),
    )
  }

  /** To be called before the complete list is asked for. */
  askedForOnline(): void {
    this.#told = []
  }

  /**
   * Takes the complete list of those who are not offline: everybody else is. It may have been
   * written before a change that was told while it was on its way; a change that it knows already
   * is told again by the one that followed.
   */
  learnOnline(online: readonly User[]): void {
    const present = new Set(online.map((user) => user.userId))
    const others = [...this.all.value.values()].map((user) => (present.has(user.userId) ? user : { ...user, status: 'offline' as const }))
    this.#put([...others, ...online, ...(this.#told ?? []).map(userOf)])
    this.#told = null
  }

  apply(event: PresenceEvent): void {
    this.#told?.push(event)
    this.#put([userOf(event)])
  }

  /** Somebody is called otherwise now, or looks so. */
  applyChange({ userId, userName, userRole, picture }: UserChangedEvent): void {
    this.#pictures.learn([{ userId, ...(picture !== undefined && { picture }) }])
    const known = this.all.value.get(userId)
    if (!known) return
    const { status, lastSeen } = known
    this.#put([{ userId, userName, userRole, status, lastSeen, ...(picture !== undefined && { picture }) }])
  }

  #put(users: readonly User[]): void {
    if (users.length === 0) return
    this.#pictures.learn(users)
    const all = new Map(this.all.value)
    for (const user of users) all.set(user.userId, user)
    this.all.set(all)
  }
}

function userOf({ type, userId, userName, userRole, lastSeen, status, picture }: PresenceEvent): User {
  return { userId, userName, userRole, lastSeen, status: status ?? STATUS[type], ...(picture !== undefined && { picture }) }
}

function isLater(one: User, other: User): boolean {
  return Date.parse(one.lastSeen ?? '') > Date.parse(other.lastSeen ?? '')
}
