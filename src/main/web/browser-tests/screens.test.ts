import type { Browser, BrowserContextOptions } from 'playwright-core'
import { beforeAll, test } from 'vitest'
import { RestCaller, unique } from '../testing/restCaller.ts'
import { server } from '../testing/server.ts'
import { launch, Person } from './person.ts'

/**
 * Walks through the page as a person would see it, and keeps pictures of it in
 * `target/screenshots`.
 */

const { url } = server
const NARROW = { width: 390, height: 780 }
let browser: Browser
let ravi: RestCaller
let direct: string
let ticket: string
let team: string
let waiting: string

beforeAll(async () => {
  browser = await launch()
  const [carol, lena, raviHimself, mona] = (await Promise.all(['carol', 'lena', 'ravi', 'mona'].map((userId) => RestCaller.logIn(url, userId)))) as [
    RestCaller,
    RestCaller,
    RestCaller,
    RestCaller,
  ]
  ravi = raviHimself
  team = await lena.room('Second line', ['ravi', 'mona'])
  await ravi.post(team, 'The backup of the mail server finished, **no errors** this time.')
  await ravi.post(team, 'Next one runs at 02:00.')
  await mona.post(team, 'Thank you! I will watch it with `tail -f backup.log`.')
  ticket = await lena.room('Printer on floor 3', ['carol', 'ravi'], String(Date.now()).slice(-5))
  await carol.post(ticket, 'The printer on floor 3 prints everything upside down since this morning.')
  await lena.post(ticket, 'Thank you, Carol. Which model is it?')
  await carol.post(ticket, 'It says *Kestrel 200*. The manual is at https://example.org/kestrel-200')
  await ravi.post(ticket, 'I know that one:\n\n1. Open the front cover\n2. Hold **Reset** for five seconds\n3. Close it again')
  await lena.post(`notes-${ticket}`, 'Same fault as last month. If the reset does not help, send somebody.')
  await ravi.post(`notes-${ticket}`, 'I can be there at two.')
  const hours = Date.now()
  const opened = await Promise.all(
    ['Cannot log in from home', 'Invoice 2207 is there twice', 'New laptop'].map((title, index) => ravi.room(title, ['carol'], `${hours + index}`.slice(-6))),
  )
  waiting = opened[0]!
  await ravi.call('POST', `/tickets/${opened[1]!.replace('ticket-', '')}/claim`)
  await lena.call('POST', `/tickets/${ticket.replace('ticket-', '')}/claim`)
  direct = await carol.direct('lena')
  await carol.post(direct, 'Good morning, Lena! Do you have a minute?')
  await lena.post(direct, 'Of course, what is it about?')
  await carol.post(direct, 'My password expires tomorrow, and the reminder does not say where to change it.')
})

const looks: [name: string, options: BrowserContextOptions][] = [
  ['wide-light', { colorScheme: 'light' }],
  ['wide-dark', { colorScheme: 'dark' }],
  ['narrow-light', { colorScheme: 'light', viewport: NARROW }],
  ['narrow-dark', { colorScheme: 'dark', viewport: NARROW }],
]

test.each(looks)('screens, %s', async (look, options) => {
  const narrow = look.startsWith('narrow')
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1360, height: 820 }, ...options })
  const lena = new Person('lena', context, await context.newPage())
  const { page } = lena
  await page.goto(url)
  await page.getByLabel('User name').waitFor()
  await lena.screenshot(`${look}-login`)
  await lena.logIn()
  await page.locator('[data-conversation]').first().waitFor()
  await lena.screenshot(`${look}-list`)

  await lena.open(direct)
  await lena.sees('My password')
  const carol = await Person.arrive(browser, url, 'carol')
  await carol.open(direct)
  await carol.composer.pressSequentially('I ')
  await page.getByTestId('typing').getByText('carol is typing').waitFor()
  await lena.screenshot(`${look}-direct`)
  await carol.leave()

  await lena.open(ticket)
  await lena.sees('Hold Reset')
  await lena.screenshot(`${look}-ticket`)
  if (narrow) {
    await page.getByRole('button', { name: 'Details' }).click()
    await page.locator('[data-member]').first().waitFor()
    await lena.screenshot(`${look}-details`)
    await page.getByRole('button', { name: 'Close', exact: true }).click()
  }
  await lena.open(`notes-${ticket}`)
  await lena.sees('I can be there')
  await lena.screenshot(`${look}-notes`)
  await tickets(lena, look)

  await lena.open(team)
  await lena.sees('tail -f')
  await page.getByRole('button', { name: 'Notifications' }).click()
  await page.getByText('Mute this conversation').waitFor()
  await lena.screenshot(`${look}-bell`)
  await page.keyboard.press('Escape')
  await notificationSettings(lena, look)

  await ravi.post(await ravi.direct('lena'), 'Shall we look at the mail server together?')
  await page.getByTestId('toast').first().waitFor()
  await lena.screenshot(`${look}-toast`)
  await page.getByRole('button', { name: 'Dismiss' }).first().click()
  await context.setOffline(true)
  await page.locator('[data-connection=offline]').waitFor()
  await lena.write('I will call them this afternoon.')
  await page.locator('[data-outgoing=waiting]').waitFor()
  await lena.screenshot(`${look}-offline`)
  await context.setOffline(false)
  await page.locator('[data-connection]').waitFor({ state: 'detached' })
  await lena.write('much too long '.repeat(1_500))
  const failed = page.locator('[data-outgoing=failed]')
  await failed.getByText('It is too long').waitFor()
  await failed.getByText('It is too long').scrollIntoViewIfNeeded()
  await lena.screenshot(`${look}-failed`)
  await failed.getByRole('button', { name: 'Discard' }).click()

  const empty = await (await RestCaller.logIn(url, 'lena')).room(unique('empty'), [])
  await lena.open(empty)
  await lena.sees('Write the first message')
  await lena.screenshot(`${look}-empty`)
  await page.evaluate(() => void (location.hash = '#/c/nowhere'))
  await page.getByRole('heading', { name: 'This conversation does not exist' }).waitFor()
  await lena.screenshot(`${look}-not-found`)
  await page.evaluate(() => void (location.hash = '#/'))

  await page.getByRole('button', { name: 'Your menu' }).click()
  await page.getByText('Keyboard shortcuts').waitFor()
  await lena.screenshot(`${look}-menu`)
  await page.getByText('Keyboard shortcuts').click()
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  await lena.screenshot(`${look}-shortcuts`)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Rooms' }).click()
  await page.locator('[data-room]').first().waitFor()
  await lena.screenshot(`${look}-rooms`)
  await page.getByRole('button', { name: 'New room' }).click()
  await page.getByRole('checkbox').first().waitFor()
  await lena.screenshot(`${look}-new-room`)
  await page.keyboard.press('Escape')

  await page.route('**/api/v1/conversations/*/events*', () => new Promise(() => {}))
  await page.evaluate((hash) => void (location.hash = hash), `#/c/${empty}`)
  await page.reload()
  await page.getByRole('status').getByText('Loading').first().waitFor({ state: 'attached' })
  await lena.composer.waitFor()
  await lena.screenshot(`${look}-loading`)
  await lena.leave()
})

/** The queue, a ticket from outside, what one may do with one's own, and an offer. */
async function tickets(lena: Person, look: string): Promise<void> {
  const { page } = lena
  await page.evaluate(() => void (location.hash = '#/'))
  await page.getByRole('tab', { name: 'Tickets' }).click()
  await page.locator('[data-ticket]', { hasText: 'Cannot log in' }).first().waitFor()
  await lena.screenshot(`${look}-queue`)
  await page.evaluate((id) => void (location.hash = `#/c/${id}`), waiting)
  await page.getByText('You read this ticket without being in its room.').waitFor()
  await lena.screenshot(`${look}-ticket-outside`)
  await lena.open(ticket)
  const actions = page.getByRole('group', { name: 'Actions for this ticket' }).getByRole('button', { name: 'Actions' })
  await actions.click()
  const menu = page.getByRole('dialog', { name: 'Actions' })
  await menu.getByRole('button', { name: 'Escalate…' }).waitFor()
  await lena.screenshot(`${look}-ticket-actions`)
  await menu.getByRole('button', { name: 'Escalate…' }).click()
  await page.getByRole('dialog', { name: 'Escalate the ticket' }).waitFor()
  await lena.screenshot(`${look}-escalate`)
  await page.keyboard.press('Escape')
  await actions.click()
  await menu.getByRole('button', { name: 'Hand over…' }).click()
  await page.getByRole('radio', { name: /^ravi/ }).check()
  await page.getByLabel('Note for your colleagues').fill('You know this printer better than I do.')
  await lena.screenshot(`${look}-hand-over`)
  await page.getByRole('button', { name: 'Offer it' }).click()
  await page.getByRole('button', { name: 'Withdraw the offer' }).waitFor()
  await lena.screenshot(`${look}-offered`)
  await page.getByRole('button', { name: 'Withdraw the offer' }).click()
  await page.locator('[data-offer]').waitFor({ state: 'detached' })

  const ticketId = waiting.replace('ticket-', '')
  await ravi.call('POST', `/tickets/${ticketId}/claim`)
  await ravi.call('POST', `/tickets/${ticketId}/handovers`, { toId: 'lena', note: 'They are on your floor, and need it by noon.', observe: true })
  if (look.startsWith('narrow')) {
    await page.evaluate(() => void (location.hash = '#/'))
    await page.locator('[data-offered]').waitFor()
    await lena.screenshot(`${look}-offers`)
  }
  await page.evaluate((id) => void (location.hash = `#/c/${id}`), waiting)
  await page.getByRole('button', { name: 'Accept' }).waitFor()
  await lena.sees('ravi takes care of the ticket')
  await lena.screenshot(`${look}-offer`)
  await page.getByRole('button', { name: 'Decline…' }).click()
  await page.getByRole('dialog', { name: 'Decline' }).getByRole('button', { name: 'Decline' }).click()
  await page.locator('[data-offer]').waitFor({ state: 'detached' })
  await ravi.call('POST', `/tickets/${ticketId}/release`)
  await page.evaluate(() => void (location.hash = '#/'))
  await page.getByRole('tab', { name: 'Chats' }).click()

  await lena.open(team)
  if (look.startsWith('narrow')) await page.getByRole('button', { name: 'Details' }).click()
  await page.getByRole('button', { name: 'Make a ticket of this' }).click()
  await page.getByLabel('Title of the ticket').fill('The backup of the mail server takes all night')
  await lena.screenshot(`${look}-make-ticket`)
  await page.keyboard.press('Escape')
  if (look.startsWith('narrow')) await page.getByRole('button', { name: 'Close', exact: true }).click()
}

/**
 * Quiet hours and a muted room, from top to bottom; then the page with a muted room and no
 * disturbance.
 */
async function notificationSettings(lena: Person, look: string): Promise<void> {
  const { page } = lena
  const rest = await RestCaller.logIn(url, 'lena')
  const settings = { desktop: true, sound: true, soundName: 'chime', previews: true }
  const hours = [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '22:00', to: '07:00' }]
  await rest.call('PUT', `/me/muted-conversations/${team}`, { mentions: true })
  await rest.call('PUT', '/me/notification-settings', {
    ...settings,
    doNotDisturb: { timeZone: 'Europe/Berlin', hours, until: new Date(Date.now() + 3_600_000).toISOString() },
  })
  await page.evaluate(() => dispatchEvent(new Event('focus')))
  await page.locator('[data-my-status=dnd]').first().waitFor({ state: 'attached' })
  await lena.screenshot(`${look}-quiet`)
  await page.getByRole('button', { name: 'Notifications' }).click()
  await page.getByText('Tell me if I am mentioned').waitFor()
  await lena.screenshot(`${look}-bell-muted`)
  await page.getByRole('button', { name: 'Notification settings' }).click()
  const dialog = page.getByRole('dialog', { name: 'Notification settings' })
  await dialog.getByRole('heading', { name: 'Muted conversations' }).waitFor()
  await lena.screenshot(`${look}-notification-settings-1`)
  await dialog.getByRole('button', { name: 'Add quiet hours' }).click()
  for (const day of ['Mon', 'Tue', 'Wed', 'Thu', 'Fri']) await dialog.getByRole('group', { name: 'Quiet hours 2' }).getByText(day, { exact: true }).click()
  await dialog.getByText('Choose a day and both times').scrollIntoViewIfNeeded()
  await lena.screenshot(`${look}-notification-settings-2`)
  await dialog.locator(`[data-muted="${team}"]`).scrollIntoViewIfNeeded()
  await lena.screenshot(`${look}-notification-settings-3`)
  await page.keyboard.press('Escape')
  await rest.call('DELETE', `/me/muted-conversations/${team}`)
  await rest.call('PUT', '/me/notification-settings', { ...settings, doNotDisturb: { timeZone: 'UTC', hours: [] } })
  await page.evaluate(() => dispatchEvent(new Event('focus')))
  await page.locator('[data-my-status=online]').first().waitFor({ state: 'attached' })
}
