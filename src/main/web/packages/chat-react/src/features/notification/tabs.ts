/** Whether a tab is looked at; null once it is closed. */
type Note = { tab: string; attentive: boolean | null } | { ask: true }

/**
 * The tabs of one person agree on who makes a noise: each tells the others whether it is looked at,
 * and one of them, whichever holds the lock, speaks for all. Where a browser lacks locks or
 * channels, each tab is on its own.
 */
export class Tabs {
  readonly #id = Math.random().toString(36).slice(2)
  readonly #others = new Map<string, boolean>()
  readonly #channel: BroadcastChannel | null
  #attentive = false
  #leader = !('locks' in navigator)
  #giveUp = () => {}

  constructor(userId: string) {
    const name = `chat.tabs.${userId}`
    this.#channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(name)
    this.#channel?.addEventListener('message', ({ data }: MessageEvent<Note>) => this.#hear(data))
    this.#post({ ask: true })
    if (this.#leader) return
    const closed = new AbortController()
    const untilClosed = new Promise<void>((resolve) => {
      this.#giveUp = () => {
        closed.abort()
        resolve()
      }
    })
    navigator.locks
      .request(name, { signal: closed.signal }, () => {
        this.#leader = true
        return untilClosed
      })
      .catch(() => {})
  }

  show(attentive: boolean): void {
    this.#attentive = attentive
    this.#post({ tab: this.#id, attentive })
  }

  /**
   * Whether this tab is the one to notify: the one that is looked at (of several the first), else
   * the one that speaks for all.
   */
  get speaks(): boolean {
    const attentive = [...this.#others].flatMap(([tab, looked]) => (looked ? tab : []))
    return this.#attentive ? attentive.every((tab) => this.#id < tab) : this.#leader && attentive.length === 0
  }

  close(): void {
    this.#post({ tab: this.#id, attentive: null })
    this.#channel?.close()
    this.#giveUp()
  }

  #hear(note: Note): void {
    if ('ask' in note) this.#post({ tab: this.#id, attentive: this.#attentive })
    else if (note.attentive === null) this.#others.delete(note.tab)
    else this.#others.set(note.tab, note.attentive)
  }

  #post(note: Note): void {
    this.#channel?.postMessage(note)
  }
}
