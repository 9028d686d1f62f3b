import type { Browser, Locator } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { RestCaller, unique } from '../testing/restCaller.ts'
import { server } from '../testing/server.ts'
import { launch, Person } from './person.ts'

/** What screen readers, the keyboard alone, input methods and forced colours need of the page. */

const { url } = server
const WIDE_CODE = `\`\`\`\n${'a line that is wider than its bubble '.repeat(8)}\n\`\`\``
let browser: Browser
let lena: RestCaller
let ravi: RestCaller
let team: string
let ticket: string

beforeAll(async () => {
  browser = await launch()
  lena = await RestCaller.logIn(url, 'lena')
  ravi = await RestCaller.logIn(url, 'ravi')
  team = await lena.room(unique('Assistive'), ['ravi', 'mona'])
  for (const [caller, text] of [
    [lena, 'mine'],
    [lena, 'mine too'],
    [ravi, 'theirs'],
    [ravi, 'theirs too'],
  ] as const)
    await caller.post(team, text)
  ticket = await lena.room(unique('Assisted'), ['dave', 'ravi'], unique('S'))
  await ravi.post(`notes-${ticket}`, 'A note')
})

const selected = (of: Locator) => of.getAttribute('aria-selected')

/** The key as Safari tells it. */
const safarisEnter = (of: Locator) =>
  of.evaluate((element) => {
    element.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: 'か' }))
    element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true, cancelable: true }))
  })

const look = (of: Locator) =>
  of.evaluate((element) => {
    const { borderBottomColor, borderInlineEndWidth, borderTopStyle, outlineStyle, backgroundColor } = getComputedStyle(element)
    return { borderBottomColor, borderInlineEndWidth, borderTopStyle, outlineStyle, backgroundColor }
  })

test('each message says who wrote it and when, own and grouped ones too', async () => {
  const person = await Person.arrive(browser, url, 'lena')
  await person.open(team)
  for (const [text, sender] of [
    ['mine', 'You'],
    ['mine too', 'You'],
    ['theirs', 'ravi'],
    ['theirs too', 'ravi'],
  ] as const) {
    const row = person.messages.locator('li[data-index]').filter({ has: person.page.locator('[dir=auto]').getByText(text, { exact: true }) })
    expect(await row.ariaSnapshot(), text).toMatch(new RegExp(`${sender}[\\s\\S]*${text}[\\s\\S]*\\d\\d:\\d\\d`))
  }
  await person.context.setOffline(true)
  await person.page.locator('[data-connection=offline]').waitFor()
  const waiting = unique('waiting')
  await person.write(waiting)
  expect(await person.row(waiting).ariaSnapshot()).toMatch(/You[\s\S]*waiting[\s\S]*Waiting for the connection/)
  await person.leave()
})

test('the same text twice is announced twice', async () => {
  const mona = await Person.arrive(browser, url, 'mona')
  await mona.open(team)
  const word = unique('again')
  const announced = mona.page.locator('[aria-live=polite] > *', { hasText: word })
  await ravi.post(team, word)
  await expect.poll(() => announced.count()).toBe(1)
  await ravi.post(team, word)
  await expect.poll(() => announced.count()).toBe(2)
  await mona.leave()
})

test('a file that waits or is uploaded is announced, and not each per cent of it', async () => {
  const person = await Person.arrive(browser, url, 'lena')
  const { page } = person
  await person.open(team)
  const said = page.locator('form [aria-live=polite] > *')
  const choose = (name: string) => page.locator('[data-files]').setInputFiles([{ name, mimeType: 'text/plain', buffer: Buffer.from('quiet') }])
  await choose('evening.txt')
  await expect.poll(() => said.allInnerTexts()).toEqual(['evening.txt: uploaded'])

  await person.context.setOffline(true)
  await page.locator('[data-connection=offline]').waitFor()
  await choose('night.txt')
  await expect.poll(() => said.allInnerTexts()).toEqual(['evening.txt: uploaded', 'night.txt: waiting'])
  await person.context.setOffline(false)
  await person.online()
  await expect.poll(() => said.allInnerTexts()).toEqual(['evening.txt: uploaded', 'night.txt: uploaded'])

  // What is chosen and not sent would be lost.
  const asked = page.waitForEvent('dialog')
  const reload = page.reload()
  const question = await asked
  expect(question.type()).toBe('beforeunload')
  await question.accept()
  await reload
  await person.leave()
})

test('tabs are one stop, and the arrows move among them', async () => {
  const person = await Person.arrive(browser, url, 'lena')
  const { page } = person
  const tab = (name: string | RegExp) => page.getByRole('tab', { name })
  await tab('Chats').focus()
  await page.keyboard.press('ArrowRight')
  expect(await selected(tab(/^Tickets/))).toBe('true')
  expect(await tab(/^Tickets/).evaluate((element) => element === document.activeElement)).toBe(true)
  expect(await tab('Chats').getAttribute('tabindex')).toBe('-1')
  await page.keyboard.press('ArrowLeft')
  expect(await selected(tab('Chats'))).toBe('true')
  // People have a tab of their own, behind these, where there are many.
  await page.keyboard.press('End')
  expect(await selected(page.getByRole('tablist').first().getByRole('tab').last())).toBe('true')
  await page.keyboard.press('ArrowRight')
  expect(await selected(tab('Chats'))).toBe('true')

  // To choose these takes one to the composer, so that the arrows only move.
  await person.open(ticket)
  await tab('Conversation').focus()
  await page.keyboard.press('ArrowRight')
  expect(await tab('Internal notes').evaluate((element) => element === document.activeElement)).toBe(true)
  expect(await selected(tab('Conversation'))).toBe('true')
  await page.keyboard.press('Enter')
  await person.sees('A note')
  expect(await selected(tab('Internal notes'))).toBe('true')
  await person.leave()
})

test('one Esc closes a dialog with something in its search, and nothing else', async () => {
  const person = await Person.arrive(browser, url, 'mona')
  const { page } = person
  await person.open(team)
  await ravi.post(team, unique('unread'))
  const opened = async (open: () => Promise<void>, field: Locator) => {
    await open()
    await field.fill('ra')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached', timeout: 2_000 })
  }
  await opened(() => page.keyboard.press('Control+k'), page.getByRole('dialog').getByRole('combobox'))
  await opened(() => page.getByRole('button', { name: 'Rooms' }).click(), page.getByLabel('Search rooms'))
  await opened(() => page.getByRole('button', { name: 'Add people' }).click(), page.getByRole('dialog').getByLabel('Search people'))
  await person.leave()
})

test('the Enter that ends a composition in Safari sends and chooses nothing', async () => {
  const person = await Person.arrive(browser, url, 'lena')
  const { page } = person
  await person.open(team)
  const word = unique('compose')
  await person.composer.fill(word)
  await safarisEnter(person.composer)
  expect(await person.composer.inputValue()).toBe(word)
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').fill('Assisted')
  await page
    .getByRole('option', { name: /^Assisted/ })
    .first()
    .waitFor()
  await safarisEnter(page.getByRole('dialog').getByRole('combobox'))
  expect(await page.getByRole('dialog').count()).toBe(1)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: /^Assisted/, level: 1 }).waitFor()
  await person.leave()
})

test('code that scrolls is reached by the keyboard', async () => {
  const person = await Person.arrive(browser, url, 'lena')
  await ravi.post(team, WIDE_CODE)
  await ravi.post(team, '```\nshort\n```')
  await person.open(team)
  const wide = person.messages.getByRole('region', { name: 'Code' })
  await wide.first().waitFor()
  expect(await wide.count(), 'short code needs no stop').toBe(1)
  await wide.focus()
  await person.page.keyboard.press('ArrowRight')
  await expect.poll(() => wide.evaluate(({ scrollLeft }) => scrollLeft)).toBeGreaterThan(0)
  // The next stop is the button that copies it, which is in sight for as long as it has the focus.
  await person.page.keyboard.press('Tab')
  const copy = person.page.locator('pre button:focus')
  await expect.poll(() => copy.evaluate((element) => getComputedStyle(element).opacity)).toBe('1')
  expect(await copy.getAttribute('aria-label')).toBe('Copy the code')
  await person.screenshot('code-copy')
  await person.leave()
})

test('with forced colours what is chosen, who is there and whose a message is differ by their shapes', async () => {
  const person = await Person.arrive(browser, url, 'lena', { forcedColors: 'active' })
  const { page } = person
  await person.open(team)
  await person.sees('theirs too')
  await person.screenshot('forced-colours')
  expect((await look(page.getByRole('tab', { name: 'Chats' }))).borderBottomColor).not.toBe(
    (await look(page.getByRole('tab', { name: /^Tickets/ }))).borderBottomColor,
  )
  const bubble = (text: string) => person.messages.locator('[data-seq]').getByText(text, { exact: true }).locator('xpath=ancestor::div[@dir="auto"]/..')
  const [mine, theirs] = [await look(bubble('mine')), await look(bubble('theirs'))]
  expect(theirs.borderTopStyle).toBe('solid')
  expect(mine.borderInlineEndWidth).not.toBe(theirs.borderInlineEndWidth)
  const rows = page.locator('[data-conversation]')
  expect((await look(rows.locator('xpath=self::*[@aria-current]'))).outlineStyle).toBe('solid')

  const presences = await page.evaluate(() => {
    const names = [...document.styleSheets].flatMap(({ cssRules }) =>
      [...cssRules].flatMap(({ cssText }) => cssText.match(/_(?:online|away|dnd|presence)_\w+/g) ?? []),
    )
    const [base, ...states] = [...new Set(names)].toSorted((a, b) => Number(b.includes('presence')) - Number(a.includes('presence')))
    return ['', ...states].map((state) => {
      const dot = document.createElement('span')
      dot.className = `${base} ${state}`
      document.querySelector('[data-my-status] > span')!.append(dot)
      const { backgroundColor, backgroundImage } = getComputedStyle(dot)
      dot.remove()
      return `${backgroundColor} ${backgroundImage}`
    })
  })
  expect(presences).toHaveLength(4)
  expect(new Set(presences).size).toBe(4)
  await page.getByRole('button', { name: 'Your menu' }).click()
  const segment = (name: string) => page.getByRole('radio', { name }).locator('xpath=..')
  expect((await look(segment('Like the system'))).backgroundColor).not.toBe((await look(segment('Dark'))).backgroundColor)
  await person.screenshot('forced-colours-menu')
  await person.leave()
})
