import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { RestCaller, unique } from '../testing/restCaller.ts'
import { server } from '../testing/server.ts'
import type { Person } from './person.ts'
import { violations } from './axe.ts'
import { stage } from './stage.ts'

const { url } = server
const { arrive } = stage(url)

const box = ({ page }: Person): Locator => page.getByRole('textbox', { name: 'How can we help?' })
const actions = ({ page }: Person): Locator => page.getByRole('group', { name: 'Actions for this ticket' })
const facts = ({ page }: Person): Locator => page.locator('main header [data-ticket-facts]')

/** A ticket of dave's. */
async function openTicket(message: string): Promise<{ roomId: string; ticketId: string }> {
  const dave = await RestCaller.logIn(url, 'dave')
  const { roomId, ticket } = await dave.call<{ roomId: string; ticket: { ticketId: string } }>('POST', '/tickets', { title: message, message })
  return { roomId, ticketId: ticket.ticketId }
}

/** Closed tickets cannot be reopened any more, as far as this page hears. */
async function aWeekLater({ page }: Person): Promise<void> {
  await page.route('**/api/v1/conversations/*', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: (await response.text()).replaceAll('"actions":["reopen"]', '"actions":[]') })
  })
}

test('what was typed stays, also when the ticket could not be opened, which happens once', async () => {
  const dave = await arrive('dave')
  const title = unique('Scanner')
  await box(dave).fill(title)
  await dave.page.route('**/api/v1/support', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, json: { ...(await response.json()), answerSeconds: 840 } })
  })
  await dave.page.reload()
  await dave.online()
  await expect.poll(() => box(dave).inputValue()).toBe(title)
  await dave.page.getByText('The first answer usually comes within 15 minutes.').waitFor()
  expect(await violations(dave)).toEqual([])
  // The answer is lost, the ticket is not.
  await dave.page.route('**/api/v1/tickets', async (route) => {
    await route.fetch()
    await route.abort()
  })
  await dave.page.getByRole('button', { name: 'Send' }).click()
  await dave.page.getByText('The ticket could not be opened.').waitFor()
  await dave.page.unroute('**/api/v1/tickets')
  await dave.page.getByRole('button', { name: 'Send' }).click()
  await dave.page.getByRole('heading', { name: title, level: 1 }).waitFor()
  await dave.page.getByRole('link', { name: 'Contact support' }).click()
  expect(await box(dave).inputValue()).toBe('')
  expect(await dave.page.locator('[data-own-ticket]', { hasText: title }).count()).toBe(1)
  await dave.screenshot('wide-light-contact-support')
})

test('staff change title and status', async () => {
  const before = unique('Monitor')
  const { roomId, ticketId } = await openTicket(before)
  const lenaHerself = await RestCaller.logIn(url, 'lena')
  await lenaHerself.call('POST', `/tickets/${ticketId}/claim`)
  const lena = await arrive('lena')
  await lena.open(roomId)
  await lena.page.getByRole('complementary').getByRole('button', { name: 'Edit ticket' }).click()
  const dialog = lena.page.getByRole('dialog', { name: 'Edit ticket' })
  const after = unique('Screen')
  await dialog.getByLabel('Title of the ticket').fill(after)
  await dialog.getByLabel('Status').selectOption('pending')
  await lena.screenshot('wide-light-edit-ticket')
  expect(await violations(lena)).toEqual([])
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })
  await lena.page.getByRole('heading', { name: after, level: 1 }).waitFor()
  await lena.sees(`The ticket is called “${after}” now`)
  await facts(lena).getByText('pending').waitFor()
})

test('staff open a ticket for a client who has called, and give it to another one', async () => {
  const lena = await arrive('lena')
  const [dave, carol] = [await arrive('dave'), await arrive('carol')]
  const { page } = lena
  const title = unique('Called about the scanner')
  await page.getByRole('tab', { name: 'Tickets' }).click()
  await page.getByRole('button', { name: 'New ticket' }).click()
  let dialog = page.getByRole('dialog', { name: 'New ticket' })
  await dialog.getByRole('radio', { name: /^dave/ }).waitFor()
  expect(await dialog.getByRole('radio', { name: /^(lena|mona|ada)/ }).count()).toBe(0)
  await dialog.getByRole('radio', { name: /^dave/ }).check()
  await dialog.getByLabel('Title of the ticket').fill(title)
  await dialog.getByLabel('First message').fill('We talked on the phone.')
  await lena.screenshot('wide-light-new-ticket')
  expect(await violations(lena)).toEqual([])
  // The answer is lost, the ticket is not.
  await page.route('**/api/v1/tickets', async (route) => {
    await route.fetch()
    await route.abort()
  })
  await dialog.getByRole('button', { name: 'Open ticket' }).click()
  await dialog.getByText('The server does not answer').waitFor()
  await page.unroute('**/api/v1/tickets')
  await dialog.getByRole('button', { name: 'Open ticket' }).click()
  await page.getByRole('heading', { name: title, level: 1 }).waitFor()
  await lena.sees('We talked on the phone.')
  const row = (person: Person) => person.page.locator('[data-own-ticket]', { hasText: title })
  await row(dave).first().waitFor()
  expect(await row(dave).count()).toBe(1)

  await page.getByRole('complementary').getByRole('button', { name: 'Edit ticket' }).click()
  dialog = page.getByRole('dialog', { name: 'Edit ticket' })
  await dialog.getByRole('button', { name: 'Change…' }).click()
  await dialog.getByText('dave will not see the ticket any more.').waitFor()
  await dialog.getByRole('radio', { name: /^carol/ }).check()
  await lena.screenshot('wide-light-change-requester')
  await page.route('**/api/v1/tickets/*', (route) =>
    route.fulfill({ status: 409, contentType: 'application/problem+json', json: { status: 409, code: 'conflict', detail: 'Not now.' } }),
  )
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByText('The ticket has changed meanwhile').waitFor()
  await page.unroute('**/api/v1/tickets/*')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('complementary').getByRole('definition').getByText('carol', { exact: true }).waitFor()
  await row(carol).first().waitFor()
  await row(dave).first().waitFor({ state: 'detached' })
})

test('staff see that a requester cannot answer any more', async () => {
  const ada = await RestCaller.logIn(url, 'ada')
  const userId = unique('gone')
  await ada.call('POST', '/users', { userId, userName: userId, userRole: 'client', password: 'chat-demo' })
  const gone = await RestCaller.logIn(url, userId)
  const { roomId, ticket } = await gone.call<{ roomId: string; ticket: { ticketId: string } }>('POST', '/tickets', { title: unique('Drive') })
  await ada.call('PATCH', `/users/${userId}`, { enabled: false })
  const lena = await arrive('lena')
  await lena.page.evaluate((to) => void (location.hash = to), `#/c/${roomId}`)
  await lena.page.getByText(`${userId} (account disabled)`).waitFor()
  await (await RestCaller.logIn(url, 'lena')).call('POST', `/tickets/${ticket.ticketId}/claim`)
  await lena.open(roomId)
  await lena.page.getByRole('complementary').getByRole('definition').getByText(`${userId} (account disabled)`).waitFor()
})

test('where a ticket service keeps the tickets, staff open a room for one by its number', async () => {
  const lena = await arrive('lena')
  await lena.page.route('**/api/v1/ticket-settings', (route) => route.fulfill({ json: { own: false, statuses: [] } }))
  await lena.page.reload()
  await lena.online()
  await lena.page.getByRole('button', { name: 'Rooms' }).click()
  await lena.page.getByRole('button', { name: 'New room' }).click()
  const name = unique('Server room')
  await lena.page.getByRole('radio', { name: /^Ticket room/ }).check()
  await lena.page.getByLabel('Name', { exact: true }).fill(name)
  await lena.page.getByLabel('Ticket number').fill(unique('T'))
  await lena.page.getByRole('button', { name: 'Create room' }).click()
  await lena.page.getByRole('heading', { name, level: 1 }).waitFor()
})

test('a ticket that stays closed leads to a new one, which takes the message along', async () => {
  const title = unique('Keyboard')
  const { roomId, ticketId } = await openTicket(title)
  const lena = await RestCaller.logIn(url, 'lena')
  const dave = await arrive('dave')
  await aWeekLater(dave)
  await dave.open(roomId)
  await lena.call('POST', `/tickets/${ticketId}/close`)
  const refused = unique('It is broken again')
  await dave.page.getByRole('button', { name: 'Open a new ticket' }).click()
  await dave.page.getByText(`It follows your closed ticket`).waitFor()
  await box(dave).fill(refused)
  await dave.page.getByRole('button', { name: 'Send' }).click()
  await dave.page.getByRole('heading', { name: refused, level: 1 }).waitFor()
  await dave.screenshot('wide-light-following-ticket')
  await dave.page
    .locator('[data-follows]')
    .getByRole('button', { name: new RegExp(`^HD-\\d+ ${title}$`) })
    .click()
  await dave.page.getByRole('heading', { name: title, level: 1 }).waitFor()
  await dave.row('There is a ticket for this').getByRole('button', { name: refused }).click()
  await dave.page.getByRole('heading', { name: refused, level: 1 }).waitFor()
})

test('it speaks German, also of the statuses', async () => {
  const { roomId, ticketId } = await openTicket(unique('Drucker'))
  await (await RestCaller.logIn(url, 'lena')).call('POST', `/tickets/${ticketId}/close`, { message: 'Er ist aus.' })
  // Without an open one a phone begins where a ticket is opened.
  await openTicket(unique('Maus'))
  const dave = await arrive('dave', { viewport: { width: 390, height: 780 }, colorScheme: 'dark' })
  await dave.page.evaluate(() => localStorage.setItem('chat.preferences', JSON.stringify({ language: 'de' })))
  await dave.page.reload()
  await dave.page.getByRole('link', { name: 'Support kontaktieren' }).waitFor()
  await dave.open(roomId)
  await dave.sees('Das Ticket wurde geschlossen: gelöst')
  await dave.screenshot('narrow-dark-german-closed-ticket')
  const lena = await arrive('lena', { viewport: { width: 390, height: 780 } })
  await lena.open(roomId)
  await actions(lena).getByRole('button', { name: 'Reopen' }).click()
  await actions(lena).getByRole('button', { name: 'Take it' }).waitFor()
  await lena.screenshot('narrow-light-ticket-bar-of-staff')
})

test('it looks right on a phone in the dark', async () => {
  await openTicket(unique('Maus'))
  // Whom one has talked to is on duty as well.
  await (await RestCaller.logIn(url, 'dave')).direct('lena')
  await arrive('lena')
  const dave = await arrive('dave', { viewport: { width: 390, height: 780 }, colorScheme: 'dark', hasTouch: true })
  await dave.page.getByRole('link', { name: 'Contact support' }).waitFor()
  await dave.screenshot('narrow-dark-sidebar-of-a-client')
  await dave.page.getByRole('link', { name: 'Contact support' }).click()
  await box(dave).fill('Mein Drucker brennt')
  await dave.page.getByText('Opening hours: Mon–Fri').waitFor()
  await dave.page.getByRole('heading', { name: 'On duty' }).waitFor()
  await dave.page.getByRole('main').locator('[data-person=lena]').waitFor()
  await dave.screenshot('narrow-dark-contact-support')
  await dave.page.getByRole('main').getByRole('button', { name: 'Search people and conversations' }).scrollIntoViewIfNeeded()
  await dave.screenshot('narrow-dark-contact-support-on-duty')
  await dave.page.getByRole('button', { name: 'Back' }).click()
  await dave.page.getByRole('link', { name: 'Contact support' }).waitFor()
})
