import { Observable } from './observable.ts'

export interface Typist {
  userId: string
  userName: string
}

/** The server ends typing after 6 s; if its event is lost, this timeout ends it a little later. */
const FORGET_AFTER_MS = 8_000

/** Who is typing where. */
export class Typing {
  readonly #conversations = new Map<string, Observable<readonly Typist[]>>()
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>()

  typistsIn(conversationId: string): Observable<readonly Typist[]> {
    let typists = this.#conversations.get(conversationId)
    if (!typists) this.#conversations.set(conversationId, (typists = new Observable<readonly Typist[]>([])))
    return typists
  }

  started(conversationId: string, typist: Typist): void {
    const key = `${conversationId} ${typist.userId}`
    clearTimeout(this.#timers.get(key))
    this.#timers.set(
      key,
      setTimeout(() => this.stopped(conversationId, typist.userId), FORGET_AFTER_MS),
    )
    const typists = this.typistsIn(conversationId)
    if (!typists.value.some(({ userId }) => userId === typist.userId)) typists.set([...typists.value, typist])
  }

  stopped(conversationId: string, userId: string): void {
    const key = `${conversationId} ${userId}`
    clearTimeout(this.#timers.get(key))
    this.#timers.delete(key)
    const typists = this.typistsIn(conversationId)
    if (typists.value.some((typist) => typist.userId === userId)) {
      typists.set(typists.value.filter((typist) => typist.userId !== userId))
    }
  }

  /** Whoever was typing when the connection went may have stopped long ago. */
  clear(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
    for (const typists of this.#conversations.values()) if (typists.value.length > 0) typists.set([])
  }
}
