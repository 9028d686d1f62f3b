import type { Browser } from 'playwright-core'
import { readFileSync } from 'node:fs'
import { beforeAll, expect, onTestFailed, test } from 'vitest'
import { RestCaller, unique } from '../testing/restCaller.ts'
import { ours, server, turn } from '../testing/server.ts'
import { launch, Person } from './person.ts'

const { url } = server
/**
 * Starting the application takes longer than all else, and `connection.test.ts` kills it too; with
 * `CHAT_FAULTS=all` it has its turn.
 */
const parts = server.parts.filter((part) => part !== 'application' || process.env.CHAT_FAULTS === 'all')
/** RabbitMQ and PostgreSQL can go without anybody being cut off. */
const outages = parts.filter((part) => part === 'application').length
/** For a machine that has other things to do; a start of the application takes most of it. */
const PATIENCE = { timeout: 120_000 }
/**
 * Between two keys, in milliseconds: as people write, so that the machine is busy with the faults
 * and not with the typing.
 */
const KEY_DELAY = 80
/** Messages that each writes into every outage. */
const DURING = 3
/** Of the server's log, if the test fails. */
const LOG_LINES = 300
let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

/** What the page has shown so far; filled by an observer within it. */
interface Witness {
  /** Whose message has been seen up to which number. */
  seen: Record<string, number>
  /** How often a banner came, and how many there were at once. */
  banners: number
  atOnce: number
  /**
   * What should never be seen: alerts, failed messages, toasts, another page than the conversation.
   */
  alarms: string[]
}

/** Somebody who writes numbered messages until told to stop. */
class Writer {
  readonly person: Person
  readonly written: string[] = []
  readonly #word: string
  #stopped = false
  #ended: Promise<void> = Promise.resolve()

  constructor(person: Person, word: string) {
    this.person = person
    this.#word = word
  }

  async start(): Promise<void> {
    await this.person.messages.waitFor()
    await this.person.page.evaluate(watch, this.#word)
    this.#ended = this.#write()
    // Whoever waits for the end hears of it; until then it is not an error that nobody has looked
    // at.
    this.#ended.catch(() => {})
  }

  stop(): Promise<void> {
    this.#stopped = true
    return this.#ended
  }

  async witness(): Promise<Witness> {
    return this.person.page.evaluate(() => (window as unknown as { witness: Witness }).witness)
  }

  /** Waits until this many more have been written. */
  async writesOn(count: number): Promise<void> {
    const from = this.written.length
    await expect.poll(() => this.written.length, PATIENCE).toBeGreaterThanOrEqual(from + count)
  }

  /** Waits until something has been seen that the other wrote after now. */
  async hears(other: Writer): Promise<void> {
    const from = other.written.length
    await expect.poll(async () => (await this.witness()).seen[other.person.userId] ?? 0, PATIENCE).toBeGreaterThan(from)
  }

  async #write(): Promise<void> {
    const { composer, userId } = this.person
    while (!this.#stopped) {
      const text = `${this.#word} ${userId} ${this.written.length + 1}`
      await composer.pressSequentially(text, { delay: KEY_DELAY })
      expect(await composer.inputValue()).toBe(text)
      this.written.push(text)
      await composer.press('Enter')
      await expect.poll(() => composer.inputValue()).toBe('')
    }
  }

  /** Everything that is in the conversation, read by scrolling from its end to its beginning. */
  async reads(count: number): Promise<string[]> {
    const found = new Map<number, string>()
    const look = async () => {
      const rows = await this.person.messages.evaluate((scroller, word) => {
        const shown = [...scroller.querySelectorAll<HTMLElement>('[data-seq]')].flatMap((row) => {
          const text = row.querySelector<HTMLElement>('[dir=auto]')?.innerText.trim() ?? ''
          return text.includes(word) ? [{ seq: Number(row.dataset.seq), text }] : []
        })
        scroller.scrollBy({ top: -scroller.clientHeight * 0.7 })
        return shown
      }, this.#word)
      expect(rows.map(({ seq }) => seq)).toEqual([...new Set(rows.map(({ seq }) => seq))].toSorted((a, b) => a - b))
      for (const { seq, text } of rows) found.set(seq, text)
      return found.size
    }
    await expect.poll(look, { ...PATIENCE, interval: 20 }).toBe(count)
    return [...found].toSorted(([a], [b]) => a - b).map(([, text]) => text)
  }
}

/**
 * Runs in the page: notes what comes into sight. It looks at every frame that differs, so that
 * nothing a person could see is missed.
 */
function watch(word: string): void {
  const witness: Witness = { seen: {}, banners: 0, atOnce: 0, alarms: [] }
  Object.assign(window, { witness })
  let before = 0
  const look = () => {
    for (const row of document.querySelectorAll<HTMLElement>('[data-seq] [dir=auto]')) {
      const [, userId, number] = new RegExp(`^${word} (\\w+) (\\d+)$`).exec(row.textContent.trim()) ?? []
      if (userId) witness.seen[userId] = Math.max(witness.seen[userId] ?? 0, Number(number))
    }
    const banners = document.querySelectorAll('[data-connection]').length
    if (banners > 0 && before === 0) witness.banners++
    before = banners
    witness.atOnce = Math.max(witness.atOnce, banners)
    for (const alarm of document.querySelectorAll('[role=alert], [data-outgoing=failed], [data-testid=toast]')) {
      const text = alarm.textContent.trim()
      if (text && !witness.alarms.includes(text)) witness.alarms.push(text)
    }
    // A page that says that something is broken, or a log-in, stands in their place.
    if (!document.querySelector('[data-testid=messages]') || !document.querySelector('[data-composer]')) witness.alarms.push(document.body.innerText)
  }
  look()
  let due = false
  const lookOnce = () => {
    if (due) return
    due = true
    requestAnimationFrame(() => {
      due = false
      look()
    })
  }
  new MutationObserver(lookOnce).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })
}

test.skipIf(!ours || parts.length === 0)(
  `everything is killed in turn (${parts.join(', ')}) under two who chat: nothing is lost, and nobody is alarmed`,
  { timeout: 480_000 },
  async () => {
    onTestFailed(() => console.log(readFileSync(server.log!, 'utf8').split('\n').slice(-LOG_LINES).join('\n')))
    const rest = await RestCaller.logIn(url, 'ada')
    const room = await rest.room(unique('faults'), ['lena', 'ravi'])
    const word = unique('m')
    // What other tests have left unread would come as a toast half a minute later.
    for (const userId of ['lena', 'ravi']) await (await RestCaller.logIn(url, userId)).readEverything()
    const people = await Promise.all(['lena', 'ravi'].map((userId) => Person.arrive(browser, url, userId)))
    await Promise.all(people.map((person) => person.open(room)))
    const [lena, ravi] = people.map((person) => new Writer(person, word)) as [Writer, Writer]
    const both = [lena, ravi]
    const whole = () => Promise.all([lena.hears(ravi), ravi.hears(lena)])
    await Promise.all(both.map((writer) => writer.start()))
    await whole()

    for (const part of parts) {
      const from = Date.now()
      await turn(`kill/${part}`)
      await Promise.all(both.map((writer) => writer.writesOn(DURING)))
      await turn(`run/${part}`)
      const back = Date.now()
      await whole()
      console.log(`${part}: away for ${back - from} ms, whole again ${Date.now() - back} ms after that`)
    }

    await Promise.all(both.map((writer) => writer.stop()))
    const written = both.flatMap((writer) => writer.written)
    await expect.poll(async () => (await contents(rest, room)).length, PATIENCE).toBeGreaterThanOrEqual(written.length)
    for (const { person } of both) await person.page.locator('[data-outgoing]').first().waitFor({ state: 'detached' })
    const order = await contents(rest, room)
    expect(order.toSorted()).toEqual(written.toSorted())
    for (const writer of both) {
      expect(
        order.filter((text) => writer.written.includes(text)),
        'own order',
      ).toEqual(writer.written)
      expect(await writer.reads(written.length), `what ${writer.person.userId} sees`).toEqual(order)
      const { banners, atOnce, alarms } = await writer.witness()
      console.log(`${writer.person.userId} wrote ${writer.written.length} messages and saw ${banners} banners`)
      expect({ banners, atOnce, alarms }).toEqual({ banners: outages, atOnce: outages, alarms: [] })
      expect(writer.person.complaints).toEqual([])
      await writer.person.leave()
    }
  },
)

/** What the server has of a room, in its order. */
async function contents(rest: RestCaller, room: string): Promise<string[]> {
  const found: string[] = []
  for (let after = 0; ;) {
    const { items } = await rest.call<{ items: { seq: number; content?: string }[] }>('GET', `/conversations/${room}/events?after=${after}&limit=200`)
    if (items.length === 0) return found
    found.push(...items.flatMap(({ content }) => content ?? []))
    after = items.at(-1)!.seq
  }
}
