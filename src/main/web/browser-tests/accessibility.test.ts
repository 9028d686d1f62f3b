import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { RestCaller, unique } from '../testing/restCaller.ts'
import { violations } from './axe.ts'
import { launch, Person } from './person.ts'

const url = inject('chatUrl')
let browser: Browser
let room: string
let ticket: string
let outside: string

beforeAll(async () => {
  browser = await launch()
  const lena = await RestCaller.logIn(url, 'lena')
  room = await lena.room(unique('axe'), ['ravi', 'mona'])
  ticket = await lena.room(unique('axe ticket'), ['carol'], unique('A'))
  await lena.post(room, '**Hello** `code` https://example.org\n\n> quoted\n\n```\nblock\n```')
  await (await RestCaller.logIn(url, 'ravi')).post(room, 'And an answer')
  await lena.post(`notes-${ticket}`, 'A note')
  await lena.call('POST', `/tickets/${ticket.replace('ticket-', '')}/claim`)
  outside = await (await RestCaller.logIn(url, 'ravi')).room(unique('axe outside'), ['carol'], unique('A'))
})
afterAll(() => browser.close())

describe('axe finds nothing serious', () => {
  test('on the log-in', async () => {
    const context = await browser.newContext({ locale: 'en-GB' })
    const person = new Person('carol', context, await context.newPage())
    await person.page.goto(url)
    await person.page.getByLabel('User name').waitFor()
    expect(await violations(person)).toEqual([])
    await context.close()
  })

  test('on every page and panel', async () => {
    const lena = await Person.arrive(browser, url, 'lena')
    const { page } = lena
    expect(await violations(lena), 'nothing open').toEqual([])
    await lena.open(room)
    await lena.sees('And an answer')
    expect(await violations(lena), 'room').toEqual([])
    await lena.open(`notes-${ticket}`)
    await lena.sees('A note')
    expect(await violations(lena), 'notes').toEqual([])
    await page.getByRole('tab', { name: 'Tickets' }).click()
    await page.getByRole('group', { name: 'Which tickets' }).getByText('Open').click()
    await page.locator(`[data-ticket="${ticket.replace('ticket-', '')}"]`).click()
    await lena.composer.waitFor()
    expect(await violations(lena), 'queue and ticket').toEqual([])
    await page.getByRole('button', { name: 'Actions' }).click()
    await page.getByRole('dialog', { name: 'Actions' }).getByRole('button', { name: 'Escalate…' }).waitFor()
    expect(await violations(lena), 'actions').toEqual([])
    await page.getByRole('dialog', { name: 'Actions' }).getByRole('button', { name: 'Hand over…' }).click()
    await page.getByRole('radio', { name: /^ravi/ }).check()
    expect(await violations(lena), 'hand-over').toEqual([])
    await page.getByRole('button', { name: 'Offer it' }).click()
    await page.getByRole('button', { name: 'Withdraw the offer' }).waitFor()
    expect(await violations(lena), 'offer').toEqual([])
    await page.getByRole('button', { name: 'Withdraw the offer' }).click()
    await page.evaluate((id) => void (location.hash = `#/c/${id}`), outside)
    await page.getByText('You read this ticket without being in its room.').waitFor()
    expect(await violations(lena), 'ticket from outside').toEqual([])
    await page.getByRole('tab', { name: 'Chats' }).click()
    await lena.open(room)
    await page.getByRole('button', { name: 'Make a ticket of this' }).click()
    await page.getByLabel('Title of the ticket').waitFor()
    expect(await violations(lena), 'ticket request').toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Your menu' }).click()
    await page.getByText('Keyboard shortcuts').waitFor()
    expect(await violations(lena), 'menu').toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Notifications' }).click()
    await page.getByText('Mute this conversation').waitFor()
    expect(await violations(lena), 'bell').toEqual([])
    await page.getByRole('button', { name: 'Notification settings' }).click()
    await page.getByRole('button', { name: 'Add quiet hours' }).click()
    await page.getByRole('group', { name: 'Quiet hours' }).last().getByText('Mon', { exact: true }).waitFor()
    expect(await violations(lena), 'notification settings').toEqual([])
    await page.getByRole('group', { name: 'Quiet hours' }).last().getByRole('button', { name: 'Remove' }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Rooms' }).click()
    await page.locator('[data-room]').first().waitFor()
    expect(await violations(lena), 'rooms').toEqual([])
    await page.getByRole('button', { name: 'New room' }).click()
    await page.getByRole('checkbox').first().waitFor()
    expect(await violations(lena), 'new room').toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await page.getByRole('option').first().waitFor()
    expect(await violations(lena), 'switcher').toEqual([])
    await page.keyboard.press('Escape')
    await page.evaluate(() => void (location.hash = '#/c/nowhere'))
    await page.getByRole('heading', { name: 'This conversation does not exist' }).waitFor()
    expect(await violations(lena), 'not found').toEqual([])
    await lena.leave()
  })

  test('on a toast, while offline and on a failed message', async () => {
    const mona = await Person.arrive(browser, url, 'mona')
    const { page } = mona
    await mona.open(room)
    await mona.sees('And an answer')
    const lena = await RestCaller.logIn(url, 'lena')
    await lena.post(await lena.direct('mona'), unique('toast'))
    await page.getByTestId('toast').first().waitFor()
    expect(await violations(mona), 'toast').toEqual([])
    await mona.context.setOffline(true)
    await page.locator('[data-connection=offline]').waitFor()
    await mona.write('I can wait')
    await page.locator('[data-outgoing=waiting]').waitFor()
    expect(await violations(mona), 'offline').toEqual([])
    await mona.context.setOffline(false)
    await mona.online()
    await mona.write('x'.repeat(20_000))
    await page.locator('[data-outgoing=failed]').getByText('It is too long').waitFor()
    expect(await violations(mona), 'failed message').toEqual([])
    await mona.leave()
  })

  test('on what asks before somebody is removed', async () => {
    const lena = await Person.arrive(browser, url, 'lena')
    await lena.open(room)
    await lena.page.getByRole('button', { name: 'Remove mona' }).click()
    await lena.page.getByRole('dialog', { name: 'Remove mona' }).waitFor()
    expect(await violations(lena)).toEqual([])
    await lena.leave()
  })

  test('on a narrow screen', async () => {
    const carol = await Person.arrive(browser, url, 'carol', { viewport: { width: 390, height: 780 } })
    expect(await violations(carol), 'list').toEqual([])
    await carol.open(ticket)
    expect(await violations(carol), 'conversation').toEqual([])
    await carol.leave()
  })
})

/** A person without a mouse. */
class Keys {
  readonly person: Person

  constructor(person: Person) {
    this.person = person
  }

  /** The name of what has the focus. */
  focused(): Promise<string> {
    return this.person.page.evaluate(() => {
      const active = document.activeElement
      const label = active instanceof HTMLInputElement ? active.labels?.[0]?.textContent : undefined
      return (active?.getAttribute('aria-label') ?? label ?? active?.textContent ?? '').trim()
    })
  }

  press(key: string): Promise<void> {
    return this.person.page.keyboard.press(key)
  }

  type(text: string): Promise<void> {
    return this.person.page.keyboard.type(text)
  }

  /** Goes there by the Tab key. */
  async tabTo(name: string | RegExp): Promise<void> {
    const there = async () => (typeof name === 'string' ? (await this.focused()) === name : name.test(await this.focused()))
    for (let i = 0; i < 80 && !(await there()); i++) await this.press('Tab')
    expect(await this.focused()).toMatch(typeof name === 'string' ? new RegExp(`^${name}$`) : name)
  }

  async choose(name: string | RegExp, key = 'Enter'): Promise<void> {
    await this.tabTo(name)
    await this.press(key)
  }
}

test('rooms are created, joined, left and their members changed from the keyboard', async () => {
  const name = unique('Keyboards')
  const mona = new Keys(await Person.arrive(browser, url, 'mona'))
  await mona.choose('Rooms')
  await mona.choose('New room')
  await expect.poll(() => mona.focused()).toBe('Name')
  await mona.type(name)
  await mona.person.page.getByRole('checkbox', { name: /ravi/ }).waitFor()
  await mona.choose(/^ravi/, 'Space')
  await mona.choose('Create room')
  await mona.person.page.getByRole('heading', { name, level: 1 }).waitFor()
  const member = (userId: string) => mona.person.page.locator(`[data-member=${userId}]`)
  await member('ravi').waitFor()

  await mona.choose('Remove ravi')
  await expect.poll(() => mona.focused()).toBe('Cancel')
  await mona.press('Enter')
  await mona.person.page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await mona.focused()).toBe('Remove ravi')
  await mona.press('Enter')
  await mona.choose('Remove ravi')
  await member('ravi').waitFor({ state: 'detached' })
  await expect.poll(() => mona.focused()).toMatch(/^Members/)

  await mona.choose('Add people')
  await mona.choose('Search people')
  await mona.type('lena')
  await mona.person.page.getByRole('checkbox', { name: /lena/ }).waitFor()
  await mona.choose(/^lena/, 'Space')
  await mona.choose('Add')
  await member('lena').waitFor()

  const ravi = new Keys(await Person.arrive(browser, url, 'ravi'))
  await ravi.choose('Rooms')
  await ravi.tabTo('Search rooms')
  await ravi.type(name)
  await ravi.person.page.locator('[data-room]', { hasText: name }).waitFor()
  await ravi.choose('Join')
  await ravi.person.page.getByRole('heading', { name, level: 1 }).waitFor()
  await ravi.choose('Leave room')
  await ravi.person.page.getByRole('dialog').waitFor()
  await ravi.choose('Cancel')
  await ravi.person.page.getByRole('dialog').waitFor({ state: 'detached' })
  await ravi.choose('Leave room')
  await ravi.person.page.getByRole('dialog').waitFor()
  await ravi.tabTo('Cancel')
  await ravi.press('Tab')
  await ravi.choose('Leave room')
  await ravi.person.page.locator('[data-conversation]', { hasText: name }).waitFor({ state: 'detached' })
  await Promise.all([mona, ravi].map(({ person }) => person.leave()))
})

test('people are searched and written to, and settings changed, from the keyboard', async () => {
  const dave = new Keys(await Person.arrive(browser, url, 'dave'))
  const { page } = dave.person
  await page.getByLabel('Search people and conversations').waitFor()
  await dave.press('F6')
  expect(await dave.focused()).toBe('Search people and conversations')
  await dave.type('ada')
  const found = page.locator('[data-row]')
  await expect.poll(() => found.allInnerTexts().then((texts) => texts.map((text) => text.includes('ada')))).toEqual([true])
  await dave.press('F6')
  await dave.press('Enter')
  await page.getByRole('heading', { name: 'ada', level: 1 }).waitFor()
  await expect.poll(() => dave.focused()).toMatch(/^Message to ada/)
  const word = unique('keys')
  await dave.type(word)
  await dave.press('Enter')
  await dave.person.row(word).locator('[data-delivery]').waitFor()

  await dave.choose('Notifications')
  await dave.choose('Mute this conversation', 'Space')
  expect(await page.getByRole('checkbox', { name: 'Mute this conversation' }).isChecked()).toBe(true)
  await dave.press('Escape')
  await expect.poll(() => dave.focused()).toBe('Notifications')
  await dave.choose('Notifications')
  await dave.choose('Mute this conversation', 'Space')
  expect(await page.getByRole('checkbox', { name: 'Mute this conversation' }).isChecked()).toBe(false)
  await dave.choose('Notification settings')
  // The first time it is fetched; until then, Tab would go on in the page below.
  await page.locator('dialog[open]').waitFor()
  await dave.choose('Play a sound', 'Space')
  expect(await page.getByRole('dialog').getByRole('checkbox', { name: 'Play a sound' }).isChecked()).toBe(false)
  await dave.press('Space')
  await dave.choose('Add quiet hours')
  await dave.choose('Tuesday', 'Space')
  expect(await page.getByRole('checkbox', { name: 'Tuesday' }).isChecked()).toBe(false)
  await dave.choose('Remove: Quiet hours 1')
  await page.getByRole('checkbox', { name: 'Tuesday' }).waitFor({ state: 'detached' })
  await dave.press('Escape')
  await expect.poll(() => dave.focused()).toBe('Notifications')

  await dave.choose('Your menu')
  await dave.choose('Do not disturb', 'Space')
  await page.locator('[data-my-status=dnd]').waitFor()
  await dave.press('Space')
  await page.locator('[data-my-status=online]').waitFor()
  await dave.tabTo('Like the system')
  await dave.press('ArrowRight')
  await dave.press('ArrowRight')
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('dark')
  await dave.tabTo('English')
  await dave.press('ArrowRight')
  await page.getByRole('heading', { name: 'Nachrichten', level: 1 }).waitFor()
  await dave.person.leave()
})

test('everything can be done from the keyboard', async () => {
  const mona = await Person.arrive(browser, url, 'mona')
  const { page } = mona
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '')
  const press = (key: string) => page.keyboard.press(key)

  await page.locator('[data-row]').first().waitFor()
  await press('F6')
  expect(await focused()).toBe('Search people and conversations')
  await press('F6')
  const firstRow = await focused()
  await press('ArrowDown')
  expect(await focused()).not.toBe(firstRow)
  await press('Home')
  expect(await focused()).toBe(firstRow)

  await press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').waitFor()
  await page.keyboard.type('axe')
  await page.getByRole('option').first().waitFor()
  await press('Enter')
  await mona.composer.waitFor()
  await expect.poll(focused).toMatch(/^Message to axe/)
  const word = unique('keys')
  await page.keyboard.type('first')
  await press('Shift+Enter')
  await page.keyboard.type(word)
  await press('Enter')
  await mona.row(word).locator('[data-delivery=stored]').waitFor()

  await press('Shift+F6')
  expect(await focused()).toBe('Messages')
  await press('?')
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  await press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await focused()).toBe('Messages')

  const tabTo = async (name: string) => {
    for (let i = 0; i < 60 && (await focused()) !== name; i++) await press('Tab')
    expect(await focused()).toBe(name)
  }
  await tabTo('Close')
  await press('Enter')
  await page.getByRole('complementary', { name: 'Details' }).waitFor({ state: 'detached' })
  await tabTo('Your menu')
  await press('Enter')
  await tabTo('Log out')
  await press('Enter')
  await page.getByLabel('User name').waitFor()
  await mona.leave()
})

test('new messages are announced once, by a polite live region outside the list', async () => {
  const mona = await Person.arrive(browser, url, 'mona')
  await mona.open(room)
  const word = unique('said')
  await (await RestCaller.logIn(url, 'ravi')).post(room, word)
  await mona.page.locator('[aria-live=polite]', { hasText: `ravi: ${word}` }).waitFor({ state: 'attached' })
  expect(await mona.messages.getAttribute('aria-live')).toBeNull()
  await mona.leave()
})
