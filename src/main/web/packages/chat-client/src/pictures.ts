import { Observable } from './observable.ts'
import type { Member, User } from './user.ts'

/** The versions of people's pictures, by `userId`, as the newest of what tells of them says. */
export class Pictures {
  readonly all = new Observable<ReadonlyMap<string, string>>(new Map())

  learn(people: readonly Pick<User | Member, 'userId' | 'picture'>[]): void {
    const known = this.all.value
    const news = people.filter(({ userId, picture }) => known.get(userId) !== picture)
    if (news.length === 0) return
    const all = new Map(known)
    for (const { userId, picture } of news) {
      if (picture === undefined) all.delete(userId)
      else all.set(userId, picture)
    }
    this.all.set(all)
  }
}
