import type { OpenLayer } from '@sealkloud/chat-react/ui/layers.ts'
import { TOUCH } from '@sealkloud/chat-react/ui/touch.ts'

/** What an entry of the history carries besides its address. */
interface Entry {
  /** Its place among the entries. */
  index: number
  /**
   * How many layers it stands for: the entries of layers have the address of the conversation below
   * them.
   */
  depth: number
  /** The place of the last list before it, if the person came from one. */
  listAt: number | null
}

const LIST = /^(?:#\/?)?$/
const NARROW_OR_TOUCH = `${TOUCH}, (max-width: 699px)`

/**
 * Makes the Back button close what is open over the page before it leaves the conversation. Each
 * layer has an entry of the history. A layer that is closed otherwise leaves its entry behind,
 * because going back takes a moment in which the person may go elsewhere: the next layer uses it
 * again, and Back skips it.
 */
export class BackButton {
  readonly #layers: (() => void)[] = []
  #present: Entry & { hash: string }

  constructor() {
    this.#present = this.#read() ?? this.#mark({ index: 0, depth: 0, listAt: null })
    addEventListener('popstate', () => this.#moved())
  }

  readonly openLayer: OpenLayer = (close) => {
    if (!matchMedia(NARROW_OR_TOUCH).matches) return () => {}
    this.#layers.push(close)
    if (this.#present.depth < this.#layers.length) {
      const { index, depth, listAt } = this.#present
      const entry: Entry = { index: index + 1, depth: depth + 1, listAt }
      history.pushState(entry, '')
      this.#present = { ...entry, hash: location.hash }
    }
    return () => {
      const index = this.#layers.indexOf(close)
      if (index >= 0) this.#layers.splice(index, 1)
    }
  }

  /**
   * Goes back to the list, so that Back does not lead into the conversation again; or just there,
   * if one did not come from it.
   */
  toList(): void {
    const { index, listAt } = this.#present
    if (listAt === null) location.replace('#/')
    else history.go(listAt - index)
  }

  #moved(): void {
    const before = this.#present
    const known = this.#read()
    const here = location.hash === before.hash
    // Without a mark it is new, or it is the same address again, which takes the place of its
    // entry.
    this.#present = known ?? this.#mark(here ? before : { index: before.index + 1, depth: 0, listAt: LIST.test(before.hash) ? before.index : before.listAt })
    const { index, depth } = this.#present
    const kept = here ? depth : 0
    const closes = this.#layers.length > kept
    while (this.#layers.length > kept) this.#layers.pop()!()
    if (here && !closes && index < before.index) history.back()
  }

  #read(): (Entry & { hash: string }) | null {
    const entry = history.state as Entry | null
    return typeof entry?.index === 'number' ? { ...entry, hash: location.hash } : null
  }

  #mark({ index, depth, listAt }: Entry): Entry & { hash: string } {
    const entry: Entry = { index, depth, listAt }
    history.replaceState(entry, '')
    return { ...entry, hash: location.hash }
  }
}

export const backButton = new BackButton()
