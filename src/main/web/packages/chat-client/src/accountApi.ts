import type { Me, RestApi } from './restApi.ts'

/** What the log-in page offers. */
export interface LogInOptions {
  /** A forgotten password can be replaced by mail. */
  passwordLinks: boolean
  /** The identity providers by which one logs in, at `/oauth2/authorization/{id}`. */
  providers: readonly { id: string; name: string }[]
}

/** A link by which somebody sets their password. */
export interface PasswordLink extends Pick<Me, 'userId' | 'userName'> {
  purpose: 'invitation' | 'reset'
}

/** One's own account. */
export interface MyAccount extends Me {
  mail?: string
  /** Whether the password is the chat's own, and can be changed here. */
  hasPassword: boolean
}

/** Whether logging in takes a code of an authenticator app, too. */
export interface MySecondFactor {
  enabled: boolean
  /** It cannot be switched off. */
  required: boolean
  recoveryCodesLeft: number
}

/** What an authenticator app needs. */
export interface SharedSecret {
  secret: string
  /** The content of a QR code. */
  uri: string
}

/** Where somebody is logged in. */
export interface MySession {
  sessionId: string
  startedAt?: string
  expiresAt: string
  network?: string
  /** The browser or program, as it calls itself. */
  agent?: string
  /** That of this call. */
  current: boolean
}

/** The calls by which people look after their own accounts, logged in or not. */
export class AccountApi {
  readonly #rest: RestApi

  constructor(rest: RestApi) {
    this.#rest = rest
  }

  me(): Promise<MyAccount> {
    return this.#rest.call('GET', '/me')
  }

  /** Rejects with `conflict` if the name comes from the identity provider. */
  changeMe(change: { userName?: string; language?: 'de' | 'en' }): Promise<MyAccount> {
    return this.#rest.call('PATCH', '/me', change)
  }

  /** Shows a picture of oneself: a square of its middle. Gives its version. */
  async showPicture(file: Blob): Promise<string> {
    return (await this.#rest.call<{ picture: string }>('PUT', '/me/picture', file)).picture
  }

  removePicture(): Promise<void> {
    return this.#rest.call('DELETE', '/me/picture')
  }

  /** Ends all other sessions. Rejects with the reason `wrong_password` or `common_password`. */
  changePassword(current: string, next: string): Promise<void> {
    return this.#rest.call('PUT', '/me/password', { current, new: next })
  }

  secondFactor(): Promise<MySecondFactor> {
    return this.#rest.call('GET', '/me/second-factor')
  }

  /** Begins to set it up; rejects with the reason `wrong_password`. */
  setUpSecondFactor(current: string): Promise<SharedSecret> {
    return this.#rest.call('POST', '/me/second-factor', { current })
  }

  /** The same for somebody who cannot log in without. */
  setUpSecondFactorToLogIn(username: string, password: string): Promise<SharedSecret> {
    return this.#rest.call('POST', '/session/second-factor', { username, password })
  }

  /** Gives the recovery codes; rejects with the reason `wrong_code`. */
  async confirmSecondFactor(code: string): Promise<string[]> {
    return (await this.#rest.call<{ recoveryCodes: string[] }>('PUT', '/me/second-factor', { code })).recoveryCodes
  }

  async renewRecoveryCodes(current: string): Promise<string[]> {
    return (await this.#rest.call<{ recoveryCodes: string[] }>('POST', '/me/second-factor/recovery-codes', { current })).recoveryCodes
  }

  removeSecondFactor(current: string): Promise<void> {
    return this.#rest.call('POST', '/me/second-factor/removal', { current })
  }

  /** The newest first. */
  async sessions(): Promise<MySession[]> {
    return (await this.#rest.call<{ items: MySession[] }>('GET', '/me/sessions')).items
  }

  endSession(sessionId: string): Promise<void> {
    return this.#rest.call('DELETE', `/me/sessions/${sessionId}`)
  }

  endOtherSessions(): Promise<void> {
    return this.#rest.call('DELETE', '/me/sessions?others=true')
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
