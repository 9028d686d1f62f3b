import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { RestCaller, unique } from '../testing/restCaller.ts'
import { server } from '../testing/server.ts'
import { TicketService } from '../testing/ticketService.ts'
import { launch, Person } from './person.ts'

const { url, ticketServiceUrl } = server
const status = unique('on its way')
let browser: Browser
let ada: RestCaller
let ruleId: string

beforeAll(async () => {
  browser = await launch()
  ada = await RestCaller.logIn(url, 'ada')
  const rule = { trigger: 'status', status, content: 'Dear {requester}, the status of {number} is now: {status}.' }
  ruleId = (await ada.call<{ ruleId: string }>('POST', '/automation-rules', rule)).ruleId
})
afterAll(async () => {
  await ada.call('DELETE', `/automation-rules/${ruleId}`)
})

const actions = (page: Page) => page.getByRole('group', { name: 'Actions for this ticket' })

/**
 * From the first word to the transcript: a ticket service over AMQP, a client and two tiers in
 * their browsers.
 */
test.skipIf(ticketServiceUrl === null)('a day in the life of a ticket', { timeout: 240_000 }, async () => {
  const service = await TicketService.connect(ticketServiceUrl!, 'ticket.#')
  const people = await Promise.all(['lena', 'ravi', 'carol'].map((userId) => Person.arrive(browser, url, userId)))
  const [lena, ravi, carol] = people as [Person, Person, Person]
  await Promise.all([lena, ravi].map(({ page }) => page.getByRole('tab', { name: 'Tickets' }).click()))

  const ticketId = unique('D')
  const [roomId, title, number] = [`ticket-${ticketId}`, unique('Printer on fire'), 'HD-4711']
  await service.does('ticket.opened', { ticketId, number, title, status: 'open', requesterId: 'carol' })

  await carol.page.locator(`[data-conversation="${roomId}"]`).click()
  await carol.sees('Ticket HD-4711 was opened')
  const [question, answer, note, handover] = [unique('It burns'), unique('Which floor'), unique('Same as in May'), unique('Needs a spare part')]
  await carol.write(question)
  await carol.row(question).locator('[data-delivery=stored]').waitFor()

  await lena.page.locator(`[data-ticket="${ticketId}"]`).click()
  await lena.page.getByRole('button', { name: 'Take it' }).click()
  await lena.sees(question)
  await carol.sees('lena takes care of the ticket')
  await lena.write(answer)
  await carol.sees(answer)
  await lena.page.getByRole('button', { name: 'Internal note', exact: true }).click()
  await lena.page.getByText('Only staff see this').waitFor()
  await lena.write(note)
  await lena.row(note).locator('[data-delivery=stored]').waitFor()

  await actions(lena.page).getByRole('button', { name: 'Actions' }).click()
  await lena.page.getByRole('dialog', { name: 'Actions' }).getByRole('button', { name: 'Escalate…' }).click()
  const escalate = lena.page.getByRole('dialog', { name: 'Escalate the ticket' })
  await escalate.getByLabel('Note for your colleagues').fill(handover)
  await escalate.getByRole('checkbox', { name: 'Stay in the room as an observer' }).check()
  await escalate.getByRole('button', { name: 'Escalate' }).click()
  await carol.sees('The ticket is unassigned again')

  await ravi.page.locator(`[data-ticket="${ticketId}"]`).click()
  await ravi.page.getByRole('button', { name: 'Take it' }).click()
  await ravi.sees(answer)
  await carol.sees('ravi takes care of the ticket')
  await ravi.openTab('Internal notes')
  await Promise.all([ravi.sees(note), ravi.sees(handover)])

  await service.does('ticket.status_changed', { ticketId, status })
  await carol.sees(`Status: ${status}`)
  await carol.row(`the status of HD-4711 is now: ${status}.`).locator('[data-kind=automated]').waitFor()
  await service.does('ticket.closed', { ticketId, status: 'solved' })
  await carol.sees('The ticket was closed: solved')
  await carol.page.locator('main header [data-ticket-facts]').getByText('solved').waitFor()
  await expect.poll(() => actions(ravi.page).getByRole('button').allInnerTexts()).toEqual(['Reopen'])

  const downloading = carol.page.waitForEvent('download')
  await carol.page.getByRole('group', { name: 'Save the conversation' }).getByRole('button', { name: 'Text' }).click()
  const transcript = await readFile(await (await downloading).path(), 'utf8')
  const places = [question, answer, `the status of ${number} is now`].map((said) => transcript.indexOf(said))
  expect(places[0]).toBeGreaterThan(0)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  for (const internal of [note, handover]) {
    expect(transcript).not.toContain(internal)
    expect(await carol.page.getByText(internal).count()).toBe(0)
  }

  const changes = () => service.heard.filter((event) => event.ticketId === ticketId && event.type !== 'ticket.handover').map(({ data }) => data['change'])
  await expect.poll(changes).toEqual(['opened', 'claimed', 'escalated', 'claimed', 'status_changed', 'closed'])
  expect(people.flatMap(({ complaints }) => complaints)).toEqual([])
  await Promise.all(people.map((person) => person.leave()))
  await service.close()
})
