import type { Me, RestApi } from './restApi.ts'

/** What the log-in page offers. */
export interface LogInOptions {
  /** A forgotten password can be replaced by mail. */
  passwordLinks: boolean
}

/** A link by which somebody sets their password. */
export interface PasswordLink extends Pick<Me, 'userId' | 'userName'> {
  purpose: 'invitation' | 'reset'
}

/** The calls by which people look after their own accounts, logged in or not. */
export class AccountApi {
  readonly #rest: RestApi

  constructor(rest: RestApi) {
    this.#rest = rest
  }

  logInOptions(): Promise<LogInOptions> {
    return this.#rest.call('GET', '/log-in-options')
  }

  /** Asks for a link; it never says whether there is such an account. */
  requestPasswordLink(username: string): Promise<void> {
    return this.#rest.call('POST', '/password-links', { username })
  }

  /** Rejects with `not_found` and the reason `unknown`, `expired` or `used` if it does not work. */
  passwordLink(token: string): Promise<PasswordLink> {
    return this.#rest.call('POST', '/password-links/check', { token })
  }

  /**
   * Sets the password. Rejects like {@link passwordLink}, and with `bad_request` if the password is
   * refused.
   */
  setPasswordBy(token: string, password: string): Promise<void> {
    return this.#rest.call('POST', '/password-links/use', { token, password })
  }
}
