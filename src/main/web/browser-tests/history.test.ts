import { EventEmitter, once } from 'node:events'
import type { Browser } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { RestCaller, unique } from '../testing/restCaller.ts'
import { server } from '../testing/server.ts'
import { launch, Person } from './person.ts'

const { url } = server
/** What scrolls is a window of it in any case: the whole length matters to the figures alone. */
const MESSAGES = Number(process.env.HISTORY_MESSAGES ?? (process.env.MEASURE ? 10_000 : 1_000))
/** Of so many messages one has a picture. */
const PICTURE_EACH = 10
const LONG = { timeout: 240_000 }

/**
 * Prints a figure. Held against its limit by `npm run measure` alone: a busy machine says nothing
 * about the page.
 */
function measured(what: string, ms: number, limit: number): void {
  console.log(`${what}: ${Math.round(ms)} ms (at most ${limit})`)
  if (process.env.MEASURE) expect(ms, what).toBeLessThan(limit)
}

const LONG_ONE = 330
/** Higher than the window. */
const LONG_MESSAGE = Array.from({ length: 90 }, (_, line) => `line ${line}`).join('\n')

let browser: Browser
let room: string
let writer: RestCaller
let longSeq: number

beforeAll(async () => {
  browser = await launch()
  writer = await RestCaller.logIn(url, 'ravi')
  room = await writer.room(unique('history'), ['lena', 'mona', 'ada'])
  const pictures: string[] = []
  const picture = await drawn()
  const upload = async (first: number) => {
    for (let i = first; i < MESSAGES / PICTURE_EACH; i += 3) pictures.push(await writer.upload(room, `${i}.png`, picture))
  }
  await Promise.all([0, 1, 2].map(upload))
  let next = 1
  const post = async () => {
    for (let i = next++; i <= MESSAGES; i = next++) {
      const attachmentIds = i % PICTURE_EACH === 0 ? [pictures.pop()!] : undefined
      const content = i === LONG_ONE ? LONG_MESSAGE : `message ${i} ${'lorem ipsum dolor '.repeat(i % 13)}`
      const { seq } = await writer.post(room, content, attachmentIds)
      if (i === LONG_ONE) longSeq = seq
    }
  }
  await Promise.all(Array.from({ length: 16 }, post))
  const lena = await RestCaller.logIn(url, 'lena')
  await lena.call('PUT', `/conversations/${room}/read`, { seq: MESSAGES + 4 })
}, 300_000)

async function drawn(): Promise<Buffer> {
  const page = await browser.newPage()
  const drawing = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 160, height: 120 })
    canvas.getContext('2d')!.fillRect(20, 20, 80, 60)
    return canvas.toDataURL()
  })
  await page.close()
  return Buffer.from(drawing.slice(drawing.indexOf(',') + 1), 'base64')
}

test('the conversation is there after a reload', LONG, async () => {
  const lena = await Person.arrive(browser, url, 'lena')
  await lena.open(room)
  await lena.messages.locator('[data-seq]').first().waitFor()
  await lena.page.reload()
  await lena.messages.locator('[data-seq]').first().waitFor()
  const painted = await lena.page.evaluate(() => performance.now())
  measured('conversation painted after', painted, 1_000)
  await lena.leave()
})

test('of many pictures those are loaded that are in sight', LONG, async () => {
  const lena = await Person.arrive(browser, url, 'lena')
  const loaded: string[] = []
  lena.page.on('request', (request) => {
    if (/\/attachments\/.*\/thumbnail/.test(request.url())) loaded.push(request.url())
  })
  await lena.open(room)
  await expect.poll(() => lena.messages.locator('[data-picture="shown"]').count()).toBeGreaterThan(0)
  await lena.page.waitForLoadState('networkidle')
  console.log(`thumbnails loaded: ${loaded.length} of ${MESSAGES / PICTURE_EACH}`)
  expect(loaded.length).toBeLessThanOrEqual(10)
  await lena.leave()
})

test('thousands of messages scroll to the beginning without jumping', LONG, async () => {
  const lena = await Person.arrive(browser, url, 'lena')
  await lena.open(room)
  await lena.messages.locator('[data-seq]').first().waitFor()
  await lena.page.evaluate(() => {
    const longest = { ms: 0 }
    Object.assign(window, { longest })
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest.ms = Math.max(longest.ms, duration)
    }).observe({ type: 'longtask' })
  })
  const firstInSight = () =>
    lena.messages.evaluate((scroller) => {
      const top = scroller.getBoundingClientRect().top
      const rows = [...scroller.querySelectorAll<HTMLElement>('[data-seq]')]
      const visible = rows.filter((row) => row.getBoundingClientRect().bottom > top + 4)
      return Math.min(...visible.map((row) => Number(row.dataset.seq)))
    })

  let before = await firstInSight()
  let steps = 0
  const beginning = lena.messages.getByText(/^message 1 /)
  for (; (await beginning.count()) === 0 && steps < 1_500; steps++) {
    await lena.messages.evaluate((scroller) => scroller.scrollBy({ top: -3_000 }))
    await lena.page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))))
    const after = await firstInSight()
    // Three thousand pixels are about forty of these messages: less than a page, so that a jump by
    // a page shows.
    expect(after).toBeLessThanOrEqual(before + 1)
    expect(after).toBeGreaterThan(before - 80)
    before = after
  }
  expect(await beginning.count()).toBe(1)
  const longest = await lena.page.evaluate(() => (window as unknown as { longest: { ms: number } }).longest.ms)
  const inDocument = await lena.messages.locator('[data-seq]').count()
  expect(inDocument).toBeLessThan(120)
  measured(`longest task in ${steps} steps`, longest, 100)

  await lena.page.getByRole('button', { name: /Go to the newest message/ }).click()
  await lena.sees(`message ${MESSAGES} `)
  await lena.leave()
})

test('a message that stands in sight keeps its place while older ones are loaded above it', async () => {
  const mona = await Person.arrive(browser, url, 'mona')
  await mona.open(room, MESSAGES)
  await mona.messages.locator('[data-seq]').first().waitFor()
  const gate = new EventEmitter()
  const opened = once(gate, 'open')
  await mona.page.route(/\/timeline\?.*before=/, async (route) => {
    await opened
    await route.continue()
  })
  await mona.scroll(-100_000)
  await mona.page.getByText('Loading older messages').waitFor()
  const place = () =>
    mona.messages.evaluate((scroller) => {
      const row = [...scroller.querySelectorAll<HTMLElement>('[data-seq]')].find(
        (each) => each.getBoundingClientRect().top > scroller.getBoundingClientRect().top + 60,
      )!
      return { seq: row.dataset.seq!, top: row.getBoundingClientRect().top }
    })
  const before = await place()
  gate.emit('open')
  await mona.page.getByText('Loading older messages').waitFor({ state: 'detached' })
  await mona.page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))))
  const after = await mona.messages.locator(`[data-seq="${before.seq}"]`).evaluate((row) => row.getBoundingClientRect().top)
  expect(Math.abs(after - before.top)).toBeLessThanOrEqual(4)
  await mona.leave()
})

test('it opens at the New divider, and the pill counts what comes while one reads above', async () => {
  const ada = await RestCaller.logIn(url, 'ada')
  await ada.call('PUT', `/conversations/${room}/read`, { seq: MESSAGES - 200 })
  const person = await Person.arrive(browser, url, 'ada')
  await person.open(room)
  await person.page.getByTestId('new-divider').waitFor()
  await person.screenshot('wide-light-new-divider')
  await person.page.getByRole('button', { name: /new\. Go to the newest message/ }).click()
  await person.sees(`message ${MESSAGES} `)
  await person.page.getByRole('button', { name: /Go to the newest message/ }).waitFor({ state: 'detached' })

  const toEnd = person.page.getByRole('button', { name: 'Go to the newest message', exact: true })
  await expect
    .poll(async () => {
      await person.scroll(-500)
      return toEnd.count()
    })
    .toBe(1)
  for (let i = 1; i <= 3; i++) await writer.post(room, unique('late'))
  await person.page.getByRole('button', { name: '3 new. Go to the newest message' }).waitFor()
  await person.screenshot('wide-light-pill')
  await person.leave()
})

test('a link to a message opens it in the middle of an old conversation', async () => {
  const mona = await Person.arrive(browser, url, 'mona')
  await mona.open(room, 321)
  const row = mona.messages.locator('[data-seq="321"]')
  await row.waitFor()
  await expect
    .poll(async () => {
      const [inner, outer] = [await row.boundingBox(), await mona.messages.boundingBox()]
      return inner !== null && outer !== null && inner.y > outer.y && inner.y + inner.height < outer.y + outer.height
    })
    .toBe(true)
  await mona.leave()
})

test('after a reload it stands where the person left it, unless that was its end', async () => {
  const mona = await Person.arrive(browser, url, 'mona')
  const toEnd = mona.page.getByRole('button', { name: /Go to the newest message/ })
  /** The first line that is wholly in sight, and where. */
  const place = () =>
    mona.messages.evaluate((scroller) => {
      const { top } = scroller.getBoundingClientRect()
      const row = [...scroller.querySelectorAll<HTMLElement>('[data-seq]')].find((each) => each.getBoundingClientRect().top >= top)
      return row ? { seq: Number(row.dataset.seq), top: Math.round(row.getBoundingClientRect().top - top) } : null
    })
  /** Once the lines that have come into sight are measured. */
  const standing = async () => {
    let last = await place()
    const stands = async () => {
      const now = await place()
      const isSame = now !== null && now.seq === last?.seq && now.top === last.top
      last = now
      return isSame
    }
    await expect.poll(stands, { interval: 250 }).toBe(true)
    return last!
  }
  const comesBackThere = async () => {
    const before = await standing()
    await mona.page.reload()
    await toEnd.waitFor()
    await expect.poll(async () => Math.abs(((await place())?.top ?? 99) - before.top)).toBeLessThanOrEqual(3)
    expect((await place())!.seq).toBe(before.seq)
  }
  // Where the address leads, and away from there.
  await mona.open(room, 321)
  await mona.messages.locator('[data-seq="321"]').waitFor()
  await mona.scroll(-333)
  await comesBackThere()
  await comesBackThere()
  // A message of another page, and the middle of a long one, whose height is known only once it is
  // drawn.
  await mona.open(room, 400)
  await mona.messages.locator('[data-seq="400"]').waitFor()
  await mona.open(room, longSeq)
  const long = mona.messages.locator(`[data-seq="${longSeq}"]`)
  const top = (await mona.messages.boundingBox())!.y
  for (const hidden of [100, 1_000]) {
    await mona.scroll((await long.boundingBox())!.y - top + hidden)
    await comesBackThere()
  }

  await mona.open(room)
  await toEnd.click()
  await toEnd.waitFor({ state: 'detached' })
  await expect
    .poll(async () => {
      await mona.scroll(-777)
      return toEnd.count()
    })
    .toBe(1)
  await writer.post(room, unique('meanwhile'))
  await comesBackThere()

  await toEnd.click()
  await toEnd.waitFor({ state: 'detached' })
  // With unread messages it would open at the first of them.
  await (await RestCaller.logIn(url, 'mona')).readEverything()
  await mona.page.reload()
  await mona.messages.locator('[data-seq]').first().waitFor()
  await expect.poll(() => mona.messages.evaluate((list) => list.scrollHeight - list.scrollTop - list.clientHeight)).toBeLessThan(2)
  await mona.leave()
})

test('typing in a long conversation does not wait for the network', LONG, async () => {
  const lena = await Person.arrive(browser, url, 'lena')
  await lena.open(room)
  await lena.messages.locator('[data-seq]').first().waitFor()
  await lena.page.evaluate(() => {
    const slowest = { ms: 0 }
    Object.assign(window, { slowest })
    document.addEventListener('input', () => {
      const start = performance.now()
      requestAnimationFrame(() => (slowest.ms = Math.max(slowest.ms, performance.now() - start)))
    })
  })
  await lena.composer.pressSequentially('typing while the network does what it wants')
  const slowest = await lena.page.evaluate(() => (window as unknown as { slowest: { ms: number } }).slowest.ms)
  measured('slowest key', slowest, 100)
  await lena.composer.fill('')
  await lena.leave()
})
