/**
 * How the client proves who it is. Without a token it relies on the same-origin session cookie,
 * which a script cannot read; what it can read is the `XSRF-TOKEN` cookie, and sending that back
 * shows that the page is the server's own.
 */
export interface Credentials {
  /** Headers for a REST call or a STOMP `CONNECT`. */
  headers(): Promise<Record<string, string>>
  /**
   * Called after the server refused the credentials. False: there are no others, the user is signed
   * out.
   */
  renew(): Promise<boolean>
}

/**
 * Gives a bearer token. `refused` is true if the server did not accept the last one; null means
 * there is none.
 */
export type TokenSource = (refused: boolean) => Promise<string | null> | string | null

export function bearerCredentials(source: TokenSource): Credentials {
  let token: string | null = null
  let renewal: Promise<boolean> | null = null

  return {
    async headers() {
      token ??= await source(false)
      return token ? { Authorization: `Bearer ${token}` } : {}
    },
    renew() {
      // Several calls are refused at once when a token expires; one renewal serves them all.
      renewal ??= (async () => {
        const refused = token
        try {
          token = await source(true)
        } finally {
          renewal = null
        }
        return token !== null && token !== refused
      })()
      return renewal
    },
  }
}

/**
 * `userId` tells for whom the client is, once that is known. The cookie is the browser's: when
 * another tab logs in as somebody else, the server refuses this client's calls instead of taking
 * them for theirs.
 */
export function cookieCredentials(userId: () => string | null): Credentials {
  return {
    headers: () => {
      const token = xsrfToken()
      const user = userId()
      return Promise.resolve({ ...(token && { 'X-XSRF-TOKEN': token }), ...(user && { 'X-Chat-User': user }) })
    },
    renew: () => Promise.resolve(false),
  }
}

function xsrfToken(): string | null {
  const match = /(?:^|;\s*)XSRF-TOKEN=([^;]*)/.exec(document.cookie)
  return match ? decodeURIComponent(match[1]!) : null
}
