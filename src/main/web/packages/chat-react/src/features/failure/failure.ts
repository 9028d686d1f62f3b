import { ChatError, Observable } from '@sealkloud/chat-client'

/** What a person asked for last and did not get; null if there is nothing to say. */
export const failure = new Observable<{ unreachable: boolean } | null>(null)

/** To be given to `catch` where a click has no place of its own to say that it came to nothing. */
export function tellFailure(error: unknown): void {
  failure.set({ unreachable: error instanceof ChatError && error.code === 'unreachable' })
}
