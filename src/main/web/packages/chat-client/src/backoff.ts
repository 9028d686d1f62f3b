/** How long to wait between attempts, in milliseconds. */
export interface BackoffOptions {
  /** The longest wait before the second attempt; it doubles with each further one. Default 500. */
  firstMs?: number
  /** No wait is longer than this. Default 8,000. */
  maxMs?: number
  /** A source of numbers from 0 to 1, for tests. */
  random?: () => number
}

/**
 * Exponential backoff with jitter. After a restart of the server a thousand clients come back over
 * seconds and not in one instant: each waits somewhere between half of the current bound and all of
 * it.
 */
export class Backoff {
  readonly #firstMs: number
  readonly #maxMs: number
  readonly #random: () => number
  #attempts = 0

  constructor({ firstMs = 500, maxMs = 8_000, random = Math.random }: BackoffOptions = {}) {
    this.#firstMs = firstMs
    this.#maxMs = maxMs
    this.#random = random
  }

  /**
   * The milliseconds to wait before the next attempt; never less than `atLeastMs`, which a server
   * may have asked for.
   */
  next(atLeastMs = 0): number {
    const bound = Math.min(this.#maxMs, this.#firstMs * 2 ** Math.min(this.#attempts++, 30))
    return Math.max(atLeastMs, Math.round(bound / 2 + (this.#random() * bound) / 2))
  }

  /**
   * The milliseconds to wait when the server has said when to retry. This is a turn in its queue
   * and not a failed attempt, so it replaces the backoff, with a tenth of jitter for clients that
   * got the same one.
   */
  turn(retryAfterMs: number): number {
    return Math.round(retryAfterMs * (1 + this.#random() / 10))
  }

  /** Starts again from the shortest wait: to be called once an attempt has succeeded. */
  reset(): void {
    this.#attempts = 0
  }
}
