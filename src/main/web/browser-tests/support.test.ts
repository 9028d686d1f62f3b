import type { Locator } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { RestCaller, unique } from '../testing/restCaller.ts'
import type { Person } from './person.ts'
import { stage } from './stage.ts'

const url = inject('chatUrl')
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

test('what was typed stays, also when the ticket could not be opened, which happens once', async () => {
  const dave = await arrive('dave')
  const title = unique('Scanner')
  await box(dave).fill(title)
  await dave.page.reload()
  await dave.online()
  await expect.poll(() => box(dave).inputValue()).toBe(title)
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
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.waitFor({ state: 'detached' })
  await lena.page.getByRole('heading', { name: after, level: 1 }).waitFor()
  await lena.sees(`The ticket is called “${after}” now`)
  await facts(lena).getByText('pending').waitFor()
})

test('a ticket that stays closed leads to a new one, which takes the message along', async () => {
  const title = unique('Keyboard')
  const { roomId, ticketId } = await openTicket(title)
  const lena = await RestCaller.logIn(url, 'lena')
  await lena.call('POST', `/tickets/${ticketId}/close`)
  const dave = await arrive('dave')
  await dave.open(roomId)
  const refused = unique('It is broken again')
  await dave.page.evaluate((id) => void (location.hash = `#/support/${id}`), roomId)
  await dave.page.getByText(`It follows your closed ticket`).waitFor()
  await box(dave).fill(refused)
  await dave.page.getByRole('button', { name: 'Send' }).click()
  await dave.page.getByRole('heading', { name: refused, level: 1 }).waitFor()
  await dave.open(roomId)
  await dave.row('There is a ticket for this').getByRole('button', { name: refused }).click()
  await dave.page.getByRole('heading', { name: refused, level: 1 }).waitFor()
})

test('it speaks German, also of the statuses', async () => {
  const { roomId, ticketId } = await openTicket(unique('Drucker'))
  await (await RestCaller.logIn(url, 'lena')).call('POST', `/tickets/${ticketId}/close`, { message: 'Er ist aus.' })
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
  const dave = await arrive('dave', { viewport: { width: 390, height: 780 }, colorScheme: 'dark', hasTouch: true })
  await dave.page.getByRole('link', { name: 'Contact support' }).waitFor()
  await dave.screenshot('narrow-dark-sidebar-of-a-client')
  await dave.page.getByRole('link', { name: 'Contact support' }).click()
  await box(dave).fill('Mein Drucker brennt')
  await dave.screenshot('narrow-dark-contact-support')
  await dave.page.getByRole('button', { name: 'Back' }).click()
  await dave.page.getByRole('link', { name: 'Contact support' }).waitFor()
})
