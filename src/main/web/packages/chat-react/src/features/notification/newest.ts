import type { NotificationEvent, NotificationWithdrawnEvent } from '@sealkloud/chat-client'

/**
 * Knows of each conversation up to where the person has been notified, or has read, so that nothing
 * is shown twice or too late.
 */
export class Newest {
  readonly #seqs = new Map<string, number>()

  /**
   * Whether a notification is news. It is not when it comes again, after a later one, or after it
   * has been read.
   */
  isNews({ conversationId, seq }: NotificationEvent, lastReadSeq: number): boolean {
    if (seq <= Math.max(lastReadSeq, this.#of(conversationId))) return false
    this.#seqs.set(conversationId, seq)
    return true
  }

  withdraw({ conversationId, readSeq }: NotificationWithdrawnEvent): void {
    this.#seqs.set(conversationId, Math.max(readSeq, this.#of(conversationId)))
  }

  #of(conversationId: string): number {
    return this.#seqs.get(conversationId) ?? 0
  }
}
