import type { Browser } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { RestCaller, unique } from '../testing/restCaller.ts'
import { server } from '../testing/server.ts'
import { launch, Person } from './person.ts'

const { url } = server
let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

const HOSTILE = [
  '<script>window.hacked = 1</script>',
  '<img src=x onerror="window.hacked = 1">',
  '<svg onload="window.hacked = 1"><a xlink:href="javascript:window.hacked=1"><text>x</text></a></svg>',
  '[click me](javascript:window.hacked=1)',
  '[data](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '<javascript:window.hacked=1>',
  '![image](https://example.org/tracker.png)',
  '[x](https://example.org "onmouseover=window.hacked=1")',
  '<style>body { display: none }</style>',
  '<iframe srcdoc="<script>parent.hacked = 1</script>"></iframe>',
  '`</code><script>window.hacked = 1</script>`',
]

test('hostile contents are shown as text and do nothing', async () => {
  const rest = await RestCaller.logIn(url, 'ravi')
  const room = await rest.room(unique('hostile <b>room</b>'), ['lena'])
  for (const content of HOSTILE) await rest.post(room, content)
  const requested: string[] = []
  const lena = await Person.arrive(browser, url, 'lena')
  lena.page.on('request', (request) => requested.push(request.url()))
  await lena.open(room)
  await lena.sees('window.hacked = 1')

  const found = await lena.page.evaluate(() => ({
    hacked: 'hacked' in window,
    elements: document.querySelectorAll('[dir=auto] :is(script, img, svg, style, iframe, [onerror], [onload], [title])').length,
    links: [...document.querySelectorAll<HTMLAnchorElement>('[dir=auto] a')].map(({ protocol, rel, target }) => `${protocol} ${rel} ${target}`),
  }))
  expect(found.hacked).toBe(false)
  expect(found.elements).toBe(0)
  for (const link of found.links) expect(link).toMatch(/^https: noopener noreferrer nofollow _blank$/)
  expect(requested.filter((address) => !address.startsWith(url))).toEqual([])
  expect(lena.complaints).toEqual([])
  await lena.screenshot('wide-light-hostile')
  await lena.leave()
})

test('overlong words wrap, five thousand emoji stay smooth, and direction overrides stay inside their message', async () => {
  const rest = await RestCaller.logIn(url, 'ravi')
  const room = await rest.room(unique('wide'), ['lena'])
  await rest.post(room, 'w'.repeat(10_000))
  await rest.post(room, '🙂'.repeat(5_000))
  await rest.post(room, 'abc \u202Egnp.exe\u202E and \u2067right\u2067 end')
  const word = unique('after')
  await rest.post(room, word)
  const lena = await Person.arrive(browser, url, 'lena')
  await lena.open(room)
  await lena.sees(word)
  expect(await lena.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  expect(await lena.messages.evaluate((scroller) => scroller.scrollWidth <= scroller.clientWidth)).toBe(true)
  const isolation = await lena
    .row('gnp.exe')
    .locator('[dir=auto]')
    .evaluate((content) => getComputedStyle(content).unicodeBidi)
  expect(isolation).toContain('isolate')
  // The time stands behind the text in the reading direction of the page, whatever the text says
  // about its own.
  const [text, time] = await Promise.all([lena.row('gnp.exe').locator('[dir=auto]').boundingBox(), lena.row('gnp.exe').locator('time').boundingBox()])
  expect(time!.x).toBeGreaterThanOrEqual(text!.x + text!.width)
  await lena.screenshot('wide-light-overlong')
  await lena.leave()
})

test('the safe part of Markdown is rendered', async () => {
  const rest = await RestCaller.logIn(url, 'ravi')
  const room = await rest.room(unique('markdown'), ['lena'])
  await rest.post(room, '**bold** *italic* ~~gone~~ `code`\nnext line\n\n- one\n- two\n\n> quoted\n\n```\nblock <b>\n```\nhttps://example.org/a?b=1')
  const lena = await Person.arrive(browser, url, 'lena')
  await lena.open(room)
  const row = lena.row('bold')
  for (const tag of ['strong', 'em', 's', 'code', 'br', 'ul > li', 'blockquote', 'pre > code'])
    await row.locator(`[dir=auto] ${tag}`).first().waitFor({ state: 'attached' })
  expect(await row.locator('a[href="https://example.org/a?b=1"]').count()).toBe(1)
  await rest.post(room, 'first paragraph\n\nsecond paragraph')
  const [first, second] = await Promise.all(['first', 'second'].map((word) => lena.row('first paragraph').locator(`p:has-text("${word}")`).boundingBox()))
  // A blank line must be seen as one.
  expect(second!.y - first!.y - first!.height).toBeGreaterThan(6)
  await lena.leave()
})
