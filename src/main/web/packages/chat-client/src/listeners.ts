import type { ChatEvent } from './events.ts'

/** Those who want to hear of every event. */
export class Listeners {
  readonly #listeners = new Set<(event: ChatEvent) => void>()

  /** Returns the function that ends it. */
  add(listener: (event: ChatEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  tell(event: ChatEvent): void {
    for (const listener of this.#listeners) listener(event)
  }
}
