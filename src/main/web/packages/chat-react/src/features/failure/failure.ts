import { ChatError, Observable } from '@sealkloud/chat-client'

/** What a person asked for last and did not get; null if there is nothing to say. */
export const failure = new Observable<{ reason: 'unreachable' | 'refused' | 'missingPart' } | null>(null)

/** To be given to `catch` where a click has no place of its own to say that it came to nothing. */
export function tellFailure(error: unknown): void {
  failure.set({ reason: error instanceof ChatError && error.code === 'unreachable' ? 'unreachable' : 'refused' })
}

/** Says that a part of the page could not be fetched. A server that is there no longer has it. */
export function tellMissingPart(online: boolean): void {
  failure.set({ reason: online ? 'missingPart' : 'unreachable' })
}
