import type { AdministeredUser, NewUser, UserChange } from './administration.ts'
import type { Page } from './conversation.ts'
import { query, type Me, type RestApi } from './restApi.ts'
import type { UserRole } from './user.ts'

/** How administrators narrow a list of people down. */
export interface AdministeredUserFilter {
  /** Part of a name or id. */
  query?: string
  role?: UserRole
  /** Those who may log in, which is the default, or those who may not. */
  enabled?: boolean
  cursor?: string
}

/** The calls of administrators; to anybody else they reject with `forbidden`. */
export class AdminApi {
  readonly #rest: RestApi

  constructor(rest: RestApi) {
    this.#rest = rest
  }

  /** People by `userId`. */
  users({ enabled = true, ...filter }: AdministeredUserFilter = {}): Promise<Page<AdministeredUser>> {
    return this.#rest.call('GET', `/users${query({ ...filter, enabled: String(enabled) })}`)
  }

  /** Rejects with `conflict` if the id is taken. */
  createUser(user: NewUser): Promise<Me> {
    return this.#rest.call('POST', '/users', user)
  }

  /**
   * Changes an account, open sessions included. Rejects with `conflict` if no administrator would
   * be left, or if the caller disables their own account.
   */
  changeUser(userId: string, change: UserChange): Promise<Me> {
    return this.#rest.call('PATCH', `/users/${userId}`, change)
  }

  /** Ends every log-in of somebody, on all devices. */
  endSessions(userId: string): Promise<void> {
    return this.#rest.call('DELETE', `/users/${userId}/sessions`)
  }
}
