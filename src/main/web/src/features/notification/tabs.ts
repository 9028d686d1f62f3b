/** What one tab of this browser shows. */
interface View {
  attentive: boolean
  conversationId: string | null
}

type Note = { tab: string; view: View | null } | { ask: true }

/**
 * The tabs of one person agree on who makes a noise: each tells the others what it shows, and one of them, whichever
 * holds the lock, speaks for all. Where a browser lacks locks or channels, each tab is on its own.
 */
export class Tabs {
  readonly #id = Math.random().toString(36).slice(2)
  readonly #others = new Map<string, View>()
  readonly #channel: BroadcastChannel | null
  #mine: View = { attentive: false, conversationId: null }
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

  show(view: View): void {
    this.#mine = view
    this.#post({ tab: this.#id, view })
  }

  /** Whether this tab is the one to notify: the one that is looked at (of several the first), else the one that speaks for all. */
  get speaks(): boolean {
    const attentive = [...this.#others].flatMap(([tab, view]) => (view.attentive ? tab : []))
    return this.#mine.attentive ? attentive.every((tab) => this.#id < tab) : this.#leader && attentive.length === 0
  }

  /** Whether the person is looking at a conversation, in whichever tab. */
  looksAt(conversationId: string): boolean {
    return [this.#mine, ...this.#others.values()].some((view) => view.attentive && view.conversationId === conversationId)
  }

  close(): void {
    this.#post({ tab: this.#id, view: null })
    this.#channel?.close()
    this.#giveUp()
  }

  #hear(note: Note): void {
    if ('ask' in note) this.#post({ tab: this.#id, view: this.#mine })
    else if (note.view) this.#others.set(note.tab, note.view)
    else this.#others.delete(note.tab)
  }

  #post(note: Note): void {
    this.#channel?.postMessage(note)
  }
}
