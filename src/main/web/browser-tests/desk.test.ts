import { createServer } from 'node:http'
import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { MailReceiver } from '../testing/mailReceiver.ts'
import { RestCaller, unique } from '../testing/restCaller.ts'
import { server } from '../testing/server.ts'
import { TicketService } from '../testing/ticketService.ts'
import { violations } from './axe.ts'
import { Person } from './person.ts'
import { stage } from './stage.ts'

/** What a helpdesk without other programs does on its first day. */

const { url, mailPort } = server
/** Where the server may call webhooks. */
const { pushService: receiver, ticketServiceUrl } = server
const people = stage(url)
const { arrive } = people

const actions = ({ page }: Person): Locator => page.getByRole('group', { name: 'Actions for this ticket' })
const facts = ({ page }: Person): Locator => page.locator('main header [data-ticket-facts]')

test('a client asks for help, staff read, take, answer and close the ticket, and the client reopens it', async () => {
  const [dave, lena] = [await arrive('dave'), await arrive('lena')]
  await lena.page.getByRole('tab', { name: 'Tickets' }).click()
  const title = unique('My printer is on fire')
  await dave.page.getByRole('link', { name: 'Contact support' }).click()
  await dave.page.getByRole('textbox', { name: 'How can we help?' }).fill(`${title}\n\nIt has been since noon.`)
  const row = lena.page.locator('[data-ticket]', { hasText: title })
  const begin = Date.now()
  await dave.page.getByRole('button', { name: 'Send' }).click()
  await row.waitFor()
  console.log(`The ticket stood in the queue ${Date.now() - begin} ms after it was sent.`)
  await dave.page.getByRole('heading', { name: title, level: 1 }).waitFor()
  await dave.sees('It has been since noon.')
  await facts(dave)
    .getByText(/^HD-\d+$/)
    .waitFor()

  await row.click()
  await lena.page.locator('[data-preview]').getByText('It has been since noon.').waitFor()
  await lena.page.getByRole('button', { name: 'Take it' }).click()
  await lena.sees('It has been since noon.')
  const answer = unique('Use water')
  await lena.write(answer)
  await dave.sees(answer)

  await actions(lena).getByRole('button', { name: 'Close ticket' }).click()
  const dialog = lena.page.getByRole('dialog', { name: 'Close the ticket' })
  await dialog.getByLabel('Last message').fill('It is out now.')
  const reason = unique('A candle')
  await dialog.getByLabel('Reason').fill(reason)
  await lena.screenshot('wide-light-close-ticket')
  expect(await violations(lena)).toEqual([])
  await dialog.getByRole('button', { name: 'Close ticket' }).click()
  await dave.sees('It is out now.')
  await dave.sees('The ticket was closed: solved')
  await dave.page.getByText('Your next message reopens it.').waitFor()
  await dave.screenshot('wide-light-closed-ticket')
  expect(await dave.page.getByText(reason).count()).toBe(0)
  await dave.page.getByText('Support', { exact: true }).first().waitFor()
  expect(await dave.page.getByText(/Support L\d/).count()).toBe(0)
  expect(await violations(dave)).toEqual([])
  await lena.page.getByRole('button', { name: 'Leave room' }).waitFor()
  expect(await dave.page.getByRole('button', { name: 'Leave room' }).count()).toBe(0)

  await actions(dave).getByRole('button', { name: 'Reopen' }).click()
  await lena.sees('dave reopened the ticket')
  await dave.page.locator('[data-member=dave] [data-presence=online]').waitFor()
  await facts(lena).getByText('open', { exact: true }).waitFor()
  await facts(lena).getByText('lena').waitFor()
  await actions(dave).getByRole('button', { name: 'Close ticket' }).click()
  await dave.page.getByRole('dialog').getByRole('button', { name: 'Close ticket' }).click()
  await actions(dave).getByRole('button', { name: 'Reopen' }).waitFor()
  await dave.write('It burns again')
  // Lena may have read it by the time it is looked at.
  await dave.row('It burns again').locator('[data-delivery=stored], [data-delivery=read]').waitFor()
  await actions(lena).getByRole('button', { name: 'Close ticket' }).waitFor()
})

test.skipIf(mailPort === null)('an administrator invites somebody by mail and makes them staff, and the audit log says so', async () => {
  const mails = await MailReceiver.listen(mailPort!)
  const { page } = await arrive('ada')
  const userId = unique('new-person')
  const address = `${userId}@example.org`
  await page.getByRole('button', { name: 'Your menu' }).click()
  await page.getByRole('link', { name: 'Administration' }).click()
  await page.getByRole('button', { name: 'New person' }).click()
  await page.getByLabel('User ID').fill(userId)
  await page.getByLabel('Name', { exact: true }).fill('New Person')
  await page.getByLabel('Mail address').fill(address)
  await page.getByLabel('Invite by mail').check()
  await page.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })

  await expect.poll(() => mails.to(address).length).toBe(1)
  const invitation = new RegExp(`${url}/#/invitation/[\\w-]{43}`).exec(mails.to(address)[0]!)![0]
  const context = await people.browser.newContext({ viewport: { width: 1360, height: 820 }, locale: 'en-GB' })
  const newPerson = new Person(userId, context, await context.newPage())
  people.add(newPerson)
  await newPerson.page.goto(invitation)
  await newPerson.page.getByRole('heading', { name: 'Welcome' }).waitFor()
  expect(await violations(newPerson)).toEqual([])
  await newPerson.screenshot('account-invitation')
  await newPerson.page.getByLabel('New password', { exact: true }).fill('chat-demo')
  await newPerson.page.getByLabel('Repeat').fill('chat-demo')
  await newPerson.page.getByRole('button', { name: 'Set password' }).click()
  await newPerson.page.getByRole('heading', { name: 'Your password is set' }).waitFor()
  await newPerson.page.getByRole('button', { name: 'Go to log-in' }).click()
  await newPerson.logIn()
  await newPerson.page.getByRole('link', { name: 'Contact support' }).waitFor()

  await page.getByRole('searchbox').fill(userId)
  await page.getByRole('button', { name: 'Edit New Person' }).click()
  await page.getByRole('dialog').getByLabel('Role').selectOption('employee_l2')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.locator(`[data-item=${userId}]`, { hasText: 'Support L2' }).waitFor()
  await newPerson.page.reload()
  await newPerson.online()
  await newPerson.page.getByRole('tab', { name: 'Tickets' }).waitFor()

  await page.getByRole('link', { name: 'Audit log' }).click()
  await page.getByLabel('To what').fill(`user:${userId}`)
  const entries = page.getByRole('rowheader')
  await expect
    .poll(() => entries.allInnerTexts())
    .toEqual(['account.changed', 'login.succeeded', 'invitation.accepted', 'password.link_sent', 'account.created'])
  await page.getByRole('button', { name: /^Details of account.changed/ }).click()
  await page.getByRole('dialog').getByText('"role": "employee_l2"').waitFor()

  await (await RestCaller.logIn(url, 'ada')).call('PATCH', `/users/${userId}`, { enabled: false })
  await newPerson.page.getByText('Your session has ended').waitFor()
  await mails.close()
})

test('an administrator adds a holiday, which clients see, and a rule', async () => {
  const rest = await RestCaller.logIn(url, 'ada')
  const before = await rest.call<object>('GET', '/opening-hours')
  const { page } = await arrive('ada')
  const carol = await arrive('carol')
  await page.evaluate(() => void (location.hash = '#/admin/hours'))
  await page.getByRole('button', { name: 'Add a holiday' }).click()
  const holiday = page.getByRole('group', { name: 'Holiday 1' })
  const now = Date.now()
  const day = (offset: number) => new Date(now + offset * 86_400_000).toISOString().slice(0, 10)
  await holiday.getByLabel('First day').fill(day(-1))
  await holiday.getByLabel('Last day').fill(day(3))
  await holiday.getByLabel('Name').fill('Company trip')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved.').waitFor()
  await carol.page.reload()
  await carol.page.getByText(/Support is closed at the moment\. We are back on .* at /).waitFor()
  await carol.screenshot('wide-light-contact-closed')
  await rest.call('PUT', '/opening-hours', before)

  const answer = unique('We are away')
  await page.getByRole('link', { name: 'Rules' }).click()
  await page.getByRole('button', { name: 'New rule' }).click()
  await page.getByLabel('When').selectOption('outside_hours')
  await page.getByLabel('Answer', { exact: true }).fill(answer)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  const row = page.getByRole('row', { name: answer })
  await row.getByRole('button', { name: /^Delete/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await row.waitFor({ state: 'detached' })
})

test.runIf(receiver)('a webhook is made, tried out and its failed call repeated', async () => {
  const calls: string[] = []
  const listening = createServer((request, response) => {
    calls.push(String(request.headers['webhook-id']))
    response.writeHead(calls.length === 1 ? 400 : 204).end()
  })
  await new Promise<void>((done) => {
    listening.listen(Number(new URL(receiver!).port), '127.0.0.1', done)
  })
  const { page } = await arrive('ada')
  await page.evaluate(() => void (location.hash = '#/admin/webhooks'))
  await page.getByRole('button', { name: 'New webhook' }).click()
  await page.getByLabel('Address').fill('https://elsewhere.example.org/hook')
  await page.getByRole('button', { name: 'Create' }).click()
  await page.getByText('must be listed in chat.webhook.hosts').waitFor()
  await page.getByLabel('Address').fill(`${receiver}/hook`)
  await page.getByLabel('Events').fill('ticket.closed')
  await page.getByRole('button', { name: 'Create' }).click()
  expect(await page.getByRole('textbox', { name: 'Secret' }).inputValue()).toMatch(/^whsec_/)
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
  await page.getByRole('link', { name: `Calls of ${receiver}/hook` }).click()
  await page.getByRole('button', { name: 'Test call' }).click()
  const shows = (state: string) =>
    expect
      .poll(async () => {
        await page.getByRole('button', { name: 'Refresh' }).click()
        return page.getByRole('row', { name: 'webhook.test' }).innerText()
      })
      .toContain(state)
  await shows('400')
  await page.getByRole('button', { name: 'Repeat webhook.test' }).click()
  await shows('Delivered')
  expect(calls).toEqual([calls[0], calls[0]])
  await page.getByRole('link', { name: 'All webhooks' }).click()
  await page.getByRole('button', { name: `Delete ${receiver}/hook` }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('heading', { name: 'There are no webhooks' }).waitFor()
  listening.close()
})

test.runIf(ticketServiceUrl)('a dead letter is replayed once its cause is gone, another one is dropped', async () => {
  const service = await TicketService.connect(ticketServiceUrl!)
  const [ticketId, early, useless] = [unique('T'), unique('sent too early'), unique('nobody understands this')]
  const roomId = `ticket-${ticketId}`
  await service.does(`room.${roomId}`, { roomId, content: early }).catch(() => {})
  await service.does('ticket.opened', { content: useless }).catch(() => {})
  await service.does('ticket.opened', { ticketId, title: unique('Late'), requesterId: 'carol' })
  await service.close()
  const ada = await arrive('ada')
  const { page } = ada
  await page.evaluate(() => void (location.hash = '#/admin/dead-letters'))
  const letter = page.getByRole('row', { name: `room.${roomId}` })
  await letter.waitFor()
  await ada.screenshot('admin-wide-light-dead-letters-some')
  expect(await violations(ada)).toEqual([])
  await letter.getByRole('button', { name: 'Look' }).click()
  await page.getByRole('region', { name: 'Content' }).getByText(early).waitFor()
  await ada.screenshot('admin-wide-light-dead-letter')
  expect(await violations(ada)).toEqual([])
  await page.keyboard.press('Escape')
  await letter.getByRole('button', { name: 'Replay' }).click()
  await page.getByText('It is processed again').waitFor()
  const other = page.getByRole('row', { name: 'ticket.opened' })
  await other.getByRole('button', { name: 'Drop' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Drop' }).click()
  await page.getByRole('heading', { name: 'There are no dead letters' }).waitFor()
  await page.evaluate((id) => void (location.hash = `#/c/${id}`), roomId)
  await page.getByText(early).first().waitFor()
})
