/** Why the server refuses something. */
export type ErrorCode =
  | 'bad_request'
  | 'identity_mismatch'
  | 'forbidden'
  | 'not_found'
  | 'too_large'
  | 'unsupported_type'
  | 'infected'
  | 'quota_exceeded'
  | 'rate_limited'
  | 'conflict'
  | 'closed'
  | 'held'
  | 'unavailable'

/**
 * The codes of the server, and three that only a client can find: nobody is signed in, nobody
 * answered, it made no sense.
 */
export type ChatErrorCode = ErrorCode | 'unauthenticated' | 'unreachable' | 'unexpected'

/** Why a call failed. `status` is the HTTP status, 0 where there was none. */
export class ChatError extends Error {
  override readonly name = 'ChatError'
  readonly code: ChatErrorCode
  readonly status: number
  /** How long the server asks to wait before trying again, in milliseconds. */
  readonly retryAfterMs: number | undefined
  /** What exactly is wrong, where the server tells apart more than the code does. */
  readonly reason: string | undefined

  constructor(code: ChatErrorCode, message: string, status = 0, retryAfterMs?: number, reason?: string) {
    super(message)
    this.code = code
    this.status = status
    this.retryAfterMs = retryAfterMs
    this.reason = reason
  }

  /** Whether the same call may succeed later without anybody changing anything. */
  get temporary(): boolean {
    return this.code === 'unavailable' || this.code === 'unreachable' || this.code === 'rate_limited'
  }
}

const CODE_OF_STATUS: Record<number, ChatErrorCode> = {
  400: 'bad_request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  413: 'too_large',
  429: 'rate_limited',
}

/**
 * The error that a refused HTTP response stands for (RFC 9457 where the body is one, the status
 * alone where it is not).
 */
export async function errorOf(response: Response): Promise<ChatError> {
  const problem = (await response.json().catch(() => ({}))) as { code?: ChatErrorCode; detail?: string; retryAfterMs?: number; reason?: string }
  // Another tab has logged in as somebody else: whom this client is for is not signed in any more.
  const signedOut = response.status === 401 || problem.code === 'identity_mismatch'
  const code = signedOut ? 'unauthenticated' : (problem.code ?? CODE_OF_STATUS[response.status] ?? (response.status >= 500 ? 'unavailable' : 'unexpected'))
  const retryAfterSeconds = Number(response.headers.get('Retry-After'))
  const retryAfterMs = problem.retryAfterMs ?? (retryAfterSeconds > 0 ? retryAfterSeconds * 1000 : undefined)
  return new ChatError(code, problem.detail ?? response.statusText, response.status, retryAfterMs, problem.reason)
}

/** For what is asked again at the next occasion. */
export function ignoreRefusal(error: unknown): undefined {
  if (!(error instanceof ChatError)) throw error
}
