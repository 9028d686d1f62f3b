import { readFile } from 'node:fs/promises'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { RestCaller, unique } from '../testing/restCaller.ts'
import { server } from '../testing/server.ts'
import { TicketService } from '../testing/ticketService.ts'
import type { Person } from './person.ts'
import { stage } from './stage.ts'

const { url, ticketServiceUrl } = server
const { arrive } = stage(url)

/** A ticket of carol's that nobody has yet, opened by hand so that it needs no ticket service. */
async function openTicket(title = unique('Ticket')): Promise<{ ticketId: string; roomId: string; title: string }> {
  const ticketId = unique('T')
  const ada = await RestCaller.logIn(url, 'ada')
  const roomId = await ada.room(title, ['carol'], ticketId)
  return { ticketId, roomId, title }
}

async function showQueue({ page }: Person, which: 'Waiting' | 'Mine' | 'Open' | 'Closed'): Promise<void> {
  await page.getByRole('tab', { name: 'Tickets' }).click()
  await page.getByRole('group', { name: 'Which tickets' }).getByText(which).click()
}

const inQueue = ({ page }: Person, ticketId: string): Locator => page.locator(`[data-ticket="${ticketId}"]`)
const facts = ({ page }: Person): Locator => page.locator('main header [data-ticket-facts]')
const actions = ({ page }: Person): Locator => page.getByRole('group', { name: 'Actions for this ticket' })

async function menuOf(person: Person): Promise<string[]> {
  await actions(person).getByRole('button', { name: 'Actions' }).click()
  const menu = person.page.getByRole('dialog', { name: 'Actions' })
  await menu.waitFor()
  const items = await menu.getByRole('button').allInnerTexts()
  await person.page.keyboard.press('Escape')
  return items
}

/** Whether a click on its middle, and on each of its ends, would reach it. */
function isUncovered(button: Locator): Promise<boolean> {
  return button.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    return [0.1, 0.5, 0.9].every((part) => element.contains(document.elementFromPoint(left + width * part, top + height / 2)))
  })
}

async function choose(person: Person, action: string): Promise<Locator> {
  await actions(person).getByRole('button', { name: 'Actions' }).click()
  await person.page.getByRole('dialog', { name: 'Actions' }).getByRole('button', { name: action }).click()
  return person.page.locator('dialog[open]')
}

describe('a ticket that waits', () => {
  test('is taken by one: who is slower learns who was faster', async () => {
    const { ticketId, roomId } = await openTicket()
    const ravi = await RestCaller.logIn(url, 'ravi')
    const lena = await arrive('lena')
    await lena.page.route('**/claim', async (route) => {
      await ravi.call('POST', `/tickets/${ticketId}/claim`)
      await route.continue()
    })
    await lena.page.evaluate((id) => void (location.hash = `#/c/${id}`), roomId)
    await lena.page.getByRole('button', { name: 'Take it' }).click()
    await lena.page.getByRole('alert').getByText('ravi was faster and has this ticket now.').waitFor()
    await lena.page.getByRole('button', { name: 'Take it' }).waitFor({ state: 'detached' })
  })

  test('is nothing that clients see', async () => {
    const carol = await arrive('carol')
    await carol.page.locator('[data-row]').first().waitFor()
    expect(await carol.page.getByRole('tab').count()).toBe(0)
  })
})

describe('the queue', () => {
  test('is filtered by the address, follows what happens, and says how long nobody has had a ticket', async () => {
    const word = unique('filter')
    const [first, second] = [await openTicket(`${word} one`), await openTicket(`${word} two`)]
    const [carol, lena] = [await RestCaller.logIn(url, 'carol'), await arrive('lena')]
    await carol.post(first.roomId, 'It prints **blank** pages')
    await showQueue(lena, 'Open')
    await lena.page.getByRole('searchbox').fill(word)
    await inQueue(lena, first.ticketId).getByText('It prints **blank** pages').waitFor()
    await expect.poll(() => lena.page.locator('[data-ticket]').count()).toBe(2)
    await inQueue(lena, first.ticketId).locator('[data-waiting]').waitFor()
    await lena.page.getByLabel('Order').selectOption('newest')
    const listed = () => lena.page.locator('[data-ticket]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-ticket')))
    await expect.poll(listed).toEqual([second.ticketId, first.ticketId])
    await expect.poll(() => Object.fromEntries(new URL(lena.page.url()).searchParams)).toEqual({ tickets: 'open', sort: 'newest', q: word })

    await lena.page.reload()
    await lena.online()
    await expect.poll(listed).toEqual([second.ticketId, first.ticketId])
    const ada = await RestCaller.logIn(url, 'ada')
    const third = await ada.call<{ ticket: { ticketId: string } }>('POST', '/tickets', { title: `${word} three`, requesterId: 'carol' })
    await expect.poll(listed).toEqual([third.ticket.ticketId, second.ticketId, first.ticketId])
    await (await RestCaller.logIn(url, 'ravi')).call('POST', `/tickets/${second.ticketId}/claim`)
    await inQueue(lena, second.ticketId).locator('[data-waiting]').waitFor({ state: 'detached' })
    await lena.page.getByLabel('Owner').selectOption('ravi')
    await expect.poll(listed).toEqual([second.ticketId])
  })

  test('a ticket is read before it is taken, with its notes, and nobody is told', async () => {
    const { ticketId, roomId } = await openTicket()
    const [carol, ada] = await Promise.all([RestCaller.logIn(url, 'carol'), RestCaller.logIn(url, 'ada')])
    const [said, note] = [unique('It prints blank pages'), unique('Look at the drum')]
    await carol.post(roomId, said)
    await ada.post(`notes-${roomId}`, note)
    const lena = await arrive('lena')
    await showQueue(lena, 'Waiting')
    await inQueue(lena, ticketId).getByTitle('Internal notes').getByText('1').waitFor()
    await inQueue(lena, ticketId).click()
    const preview = lena.page.locator('[data-preview]')
    await preview.getByText(said).waitFor()
    await preview.getByText(note).waitFor()
    await preview.getByText('Internal', { exact: true }).waitFor()
    expect((await ada.call<{ members: { userId: string }[] }>('GET', `/rooms/${roomId}`)).members.map(({ userId }) => userId)).not.toContain('lena')

    await preview.getByRole('button', { name: 'Take it' }).click()
    await lena.composer.waitFor()
    await lena.sees(note)
    await lena.messages.getByText('Internal', { exact: true }).waitFor()
    await showQueue(lena, 'Mine')
    await inQueue(lena, ticketId).getByTitle('Internal notes').waitFor({ state: 'detached' })
    await inQueue(lena, ticketId).getByText('unread note').waitFor({ state: 'detached' })
  })
})

describe('what one may do', () => {
  let ticket: Awaited<ReturnType<typeof openTicket>>
  let lenaHerself: RestCaller

  beforeEach(async () => {
    ticket = await openTicket()
    lenaHerself = await RestCaller.logIn(url, 'lena')
    await lenaHerself.call('POST', `/tickets/${ticket.ticketId}/claim`)
  })

  test('a ticket is handed over with a note, and accepted', async () => {
    const [lena, ravi, carol] = [await arrive('lena'), await arrive('ravi'), await arrive('carol')]
    await Promise.all([lena.open(ticket.roomId), carol.open(ticket.roomId)])
    const note = unique('Needs a spare part')
    const dialog = await choose(lena, 'Hand over…')
    await dialog.getByRole('radio', { name: /^ravi/ }).check()
    await dialog.getByLabel('Note for your colleagues').fill(note)
    await dialog.getByRole('button', { name: 'Offer it' }).click()
    await lena.page.getByText('Offered to ravi, who has not answered yet.').waitFor()

    await ravi.page.locator(`[data-offered="${ticket.ticketId}"]`).click()
    const offer = ravi.page.locator('[data-offer]')
    await offer.getByText('lena wants to hand this ticket over to you.').waitFor()
    await offer.getByText(note).waitFor()
    await offer.getByRole('button', { name: 'Accept' }).click()
    await ravi.sees('lena handed the ticket over to ravi')
    await offer.waitFor({ state: 'detached' })
    await facts(ravi).getByText('ravi').waitFor()
    await ravi.openTab('Internal notes')
    await ravi.sees(note)
    await ravi.sees('lena offers the ticket to ravi')
    // She did not want to stay.
    await lena.page.getByText('You read this ticket without being in its room.').waitFor()

    await carol.sees('The ticket was assigned to ravi')
    expect(await carol.page.getByText('handed the ticket over').count()).toBe(0)
    expect(await carol.page.getByText(note).count()).toBe(0)
    expect(await carol.page.getByText('offers the ticket').count()).toBe(0)
  })

  test('a note of another ticket is announced as one, and the toast covers no offer', async () => {
    const [offered, other] = [await openTicket(), await openTicket()]
    const [lena, ada] = await Promise.all(['lena', 'ada'].map((userId) => RestCaller.logIn(url, userId)))
    await lena!.call('POST', `/tickets/${offered.ticketId}/claim`)
    await lena!.call('POST', `/tickets/${offered.ticketId}/handovers`, { toId: 'ravi' })
    await ada!.call('PUT', `/rooms/${other.roomId}/members/ravi`)
    const ravi = await arrive('ravi')
    await ravi.open(offered.roomId)
    for (const [width, height] of [
      [1360, 820],
      [390, 780],
    ] as const) {
      await ravi.page.setViewportSize({ width, height })
      const note = unique('note')
      await ada!.post(`notes-${other.roomId}`, note)
      const toast = ravi.page.getByTestId('toast').filter({ hasText: note })
      await toast.getByText('Internal note').waitFor()
      expect(await toast.locator('[aria-hidden=true]').first().textContent(), 'the initials of who wrote it').toBe('A')
      await ravi.screenshot(`toast-note-${width}`)
      for (const name of ['Accept', 'Decline…', 'Send']) {
        const button = ravi.page.getByRole('button', { name, exact: true })
        expect(await isUncovered(button), `${name} at ${width}`).toBe(true)
      }
      await toast.getByRole('button', { name: 'Dismiss' }).click()
    }
  })

  test('an offer is declined with a note, another one withdrawn', async () => {
    const [lena, ravi] = [await arrive('lena'), await arrive('ravi')]
    await lena.open(ticket.roomId)
    const offerIt = async () => {
      const dialog = await choose(lena, 'Hand over…')
      await dialog.getByRole('radio', { name: /^ravi/ }).check()
      await dialog.getByRole('button', { name: 'Offer it' }).click()
      await ravi.page.locator(`[data-offered="${ticket.ticketId}"]`).click()
    }
    await offerIt()
    await ravi.page.locator('[data-offer]').getByRole('button', { name: 'Decline…' }).click()
    const reason = unique('No time')
    await ravi.page.getByLabel('Note for your colleagues').fill(reason)
    await ravi.page.getByRole('dialog', { name: 'Decline' }).getByRole('button', { name: 'Decline' }).click()
    await ravi.page.locator(`[data-offered="${ticket.ticketId}"]`).waitFor({ state: 'detached' })
    await lena.page.locator('[data-offer]').waitFor({ state: 'detached' })
    await lena.open(`notes-${ticket.roomId}`)
    await lena.sees('ravi declined the ticket')
    await lena.sees(reason)

    await offerIt()
    await lena.page.getByRole('button', { name: 'Withdraw the offer' }).click()
    await lena.sees('lena withdrew the offer')
    await ravi.page.locator(`[data-offered="${ticket.ticketId}"]`).waitFor({ state: 'detached' })
    await facts(lena).waitFor({ state: 'detached' })
    await lena.open(ticket.roomId)
    await facts(lena).getByText('lena').waitFor()
  })

  test('it is escalated with a note, the former owner watches on, and it is returned', async () => {
    const [lena, ravi] = [await arrive('lena'), await arrive('ravi')]
    await lena.open(ticket.roomId)
    const note = unique('Over my head')
    const dialog = await choose(lena, 'Escalate…')
    await dialog.getByLabel('Note for your colleagues').fill(note)
    await dialog.getByRole('checkbox', { name: 'Stay in the room as an observer' }).check()
    await dialog.getByRole('button', { name: 'Escalate' }).click()
    await lena.sees('lena escalated the ticket to L2')
    await facts(lena).getByText('L2').waitFor()
    await facts(lena).getByText('Unassigned').waitFor()
    await expect.poll(() => actions(lena).getByRole('button').allInnerTexts()).toEqual(['Close ticket'])

    await showQueue(ravi, 'Waiting')
    await inQueue(ravi, ticket.ticketId).click()
    await ravi.page.getByRole('button', { name: 'Take it' }).click()
    await ravi.sees('ravi takes care of the ticket')
    await ravi.openTab('Internal notes')
    await ravi.sees(note)
    const back = await choose(ravi, 'Return to a lower tier…')
    await back.getByRole('button', { name: 'Return' }).click()
    await lena.sees('ravi returned the ticket to L1')
    await actions(lena).getByRole('button', { name: 'Take it' }).waitFor()
  })

  test('administrators assign it to somebody else, and put it back', async () => {
    const ada = await arrive('ada')
    await ada.open(ticket.roomId)
    const dialog = await choose(ada, 'Assign…')
    await dialog.getByRole('radio', { name: /^mona/ }).check()
    await dialog.getByRole('button', { name: 'Assign' }).click()
    await ada.sees('ada assigned the ticket to mona')
    await facts(ada).getByText('mona').waitFor()
    const release = await choose(ada, 'Put back into the queue…')
    await release.getByRole('button', { name: 'Put back' }).click()
    await ada.sees('ada put the ticket back into the queue')
    await facts(ada).getByText('Unassigned').waitFor()
  })

  test('only what one may is offered, and nothing to the client', async () => {
    const [lena, mona, carol] = [await arrive('lena'), await arrive('mona'), await arrive('carol')]
    await (await RestCaller.logIn(url, 'ada')).call('PUT', `/rooms/${ticket.roomId}/members/mona`)
    await Promise.all([lena, mona, carol].map((person) => person.open(ticket.roomId)))
    expect(await menuOf(lena)).toEqual(['Hand over…', 'Escalate…', 'Put back into the queue…'])
    expect(await actions(mona).getByRole('button').allInnerTexts()).toEqual(['Close ticket'])
    expect(await actions(carol).getByRole('button').allInnerTexts()).toEqual(['Close ticket'])
    await facts(carol).getByText('lena').waitFor()
    expect(await facts(carol).getByText('L1').count()).toBe(0)
    expect(await carol.page.getByRole('complementary').getByText('Tier').count()).toBe(0)
  })

  test('it can all be done from the keyboard', async () => {
    const lena = await arrive('lena')
    const { page } = lena
    await lena.open(ticket.roomId)
    await lena.composer.press('Shift+F6')
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') || document.activeElement?.textContent || '')
    for (let i = 0; i < 60 && (await focused()) !== 'Actions'; i++) await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Actions' }).waitFor()
    for (let i = 0; i < 10 && (await focused()) !== 'Escalate…'; i++) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Escalate the ticket' }).waitFor()
    await page.keyboard.type('Please')
    expect(await page.getByLabel('Note for your colleagues').inputValue()).toBe('Please')
    await page.keyboard.press('Escape')
    await page.locator('dialog').waitFor({ state: 'detached' })
    expect(await focused()).toBe('Actions')
  })
})

describe('in the room of a ticket', () => {
  test('the client sees in the header that nobody works at this hour, and no line of who is on duty', async () => {
    const ada = await RestCaller.logIn(url, 'ada')
    const before = await ada.call<object>('GET', '/opening-hours')
    await ada.call('PUT', '/opening-hours', { timeZone: 'UTC', hours: [], holidays: [] })
    const { roomId } = await openTicket()
    const carol = await arrive('carol')
    await carol.open(roomId)
    const hint = carol.page.locator('[data-support]').getByText('Support is closed at the moment.')
    await hint.waitFor()
    await carol.screenshot('wide-light-closed-hours')
    const word = unique('anybody')
    await carol.write(word)
    await carol.row(word).locator('[data-delivery=stored]').waitFor()
    const all = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
    await ada.call('PUT', '/opening-hours', { timeZone: 'UTC', hours: [{ days: all, from: '00:00', to: '24:00' }], holidays: [] })
    await carol.page.reload()
    await carol.row(word).waitFor()
    await hint.waitFor({ state: 'detached' })
    expect(await carol.page.locator('[data-ticket-event$=attended]').count()).toBe(0)
    await ada.call('PUT', '/opening-hours', before)
  }, 180_000)

  test('staff choose between an answer and a note, and what is typed goes along', async () => {
    const { roomId } = await openTicket()
    await (await RestCaller.logIn(url, 'ada')).call('PUT', `/rooms/${roomId}/members/lena`)
    const [lena, carol] = [await arrive('lena'), await arrive('carol')]
    await Promise.all([lena.open(roomId), carol.open(roomId)])
    const note = unique('They are impatient')
    await lena.composer.fill(note)
    await lena.page.getByRole('button', { name: 'Internal note', exact: true }).click()
    await lena.page.getByText('Only staff see this').waitFor()
    expect(await lena.composer.inputValue()).toBe(note)
    await lena.composer.press('Enter')
    await lena.row(note).locator('[data-delivery=stored]').waitFor()
    await lena.page.getByRole('button', { name: 'Answer', exact: true }).click()
    await lena.page.getByText('Only staff see this').waitFor({ state: 'detached' })
    expect(await lena.composer.inputValue()).toBe('')
    const answer = unique('answer')
    await lena.write(answer)
    await carol.sees(answer)
    expect(await carol.page.getByText(note).count()).toBe(0)
    expect(await carol.page.getByRole('button', { name: 'Internal note' }).count()).toBe(0)
  })

  test('what was said is saved as text, JSON or HTML, without the notes', async () => {
    const { roomId } = await openTicket()
    const [ada, said, note] = [await RestCaller.logIn(url, 'ada'), unique('said'), unique('noted')]
    await ada.post(roomId, said)
    await ada.post(`notes-${roomId}`, note)
    for (const userId of ['ada', 'carol']) {
      const person = await arrive(userId)
      await person.open(roomId)
      for (const [format, extension] of [
        ['Text', 'txt'],
        ['JSON', 'json'],
        ['HTML', 'html'],
      ] as const) {
        const downloading = person.page.waitForEvent('download')
        await person.page.getByRole('group', { name: 'Save the conversation' }).getByRole('button', { name: format }).click()
        const download = await downloading
        expect(download.suggestedFilename()).toBe(`transcript-${roomId}.${extension}`)
        const content = await readFile(await download.path(), 'utf8')
        expect(content).toContain(said)
        expect(content).not.toContain(note)
      }
      await person.open(roomId)
    }
  })

  test('somebody of the staff who is not in it can join it', async () => {
    const { roomId, title } = await openTicket()
    const mona = await arrive('mona')
    await mona.page.evaluate((id) => void (location.hash = `#/c/${id}`), roomId)
    await mona.page.getByText('You read this ticket without being in its room.').waitFor()
    await mona.page.getByRole('button', { name: 'Join the room' }).click()
    await mona.composer.waitFor()
    await mona.page.getByRole('heading', { name: title, level: 1 }).waitFor()
    const carol = await arrive('carol')
    await carol.page.evaluate(() => void (location.hash = '#/c/ticket-nowhere'))
    await carol.page.getByRole('heading', { name: 'This conversation does not exist' }).waitFor()
    await mona.page.evaluate(() => void (location.hash = '#/c/ticket-nowhere'))
    await mona.page.getByRole('heading', { name: 'This conversation does not exist' }).waitFor()
  })
})

describe.skipIf(ticketServiceUrl === null)('with a ticket service', () => {
  let service: TicketService

  beforeAll(async () => {
    service = await TicketService.connect(ticketServiceUrl!, 'ticket.requested')
  })
  afterAll(() => service.close())

  test('a ticket waits for staff, one of them takes it, and the others see so at once', async () => {
    const [lena, ravi] = [await arrive('lena'), await arrive('ravi')]
    await Promise.all([showQueue(lena, 'Waiting'), showQueue(ravi, 'Waiting')])
    const [ticketId, title] = [unique('T'), unique('Ticket')]
    await service.does('ticket.opened', { ticketId, title, requesterId: 'carol' })
    await Promise.all([inQueue(lena, ticketId).waitFor(), inQueue(ravi, ticketId).waitFor()])

    await inQueue(lena, ticketId).click()
    await lena.page.getByText('You read this ticket without being in its room.').waitFor()
    await lena.page.getByText('Requester: carol').first().waitFor()
    await lena.page.getByRole('button', { name: 'Take it' }).click()
    await lena.page.getByRole('heading', { name: title, level: 1 }).waitFor()
    await lena.sees('lena takes care of the ticket')
    await facts(lena).getByText('lena').waitFor()
    await Promise.all([lena, ravi].map((person) => inQueue(person, ticketId).waitFor({ state: 'detached' })))

    await showQueue(lena, 'Mine')
    await inQueue(lena, ticketId).waitFor()
    await showQueue(ravi, 'Open')
    await inQueue(ravi, ticketId).getByText('lena').waitFor()
    await ravi.page.getByLabel('Tier').selectOption('l3')
    await inQueue(ravi, ticketId).waitFor({ state: 'detached' })
    await ravi.page.getByLabel('Tier').selectOption('l1')
    await ravi.page.getByRole('searchbox', { name: 'Search tickets' }).fill(title)
    await expect.poll(() => ravi.page.locator('[data-ticket]').count()).toBe(1)
    await inQueue(ravi, ticketId).waitFor()
  })

  test('a ticket is made of a conversation, which then leads to its room', async () => {
    const [lena, carol] = [await arrive('lena'), await arrive('carol')]
    const conversation = await (await RestCaller.logIn(url, 'lena')).direct('carol')
    await Promise.all([lena.open(conversation), carol.open(conversation)])
    await lena.page.getByRole('button', { name: 'Make a ticket of this' }).click()
    const title = unique('Password')
    await lena.page.getByLabel('Title of the ticket').fill(title)
    await lena.page.getByRole('button', { name: 'Make a ticket', exact: true }).click()
    await expect.poll(() => service.heard.find(({ data }) => data['title'] === title)).toBeDefined()
    await carol.screenshot('wide-light-ticket-linked')
    await carol.row('There is a ticket for this').getByRole('button', { name: title }).click()
    await carol.page.getByRole('heading', { name: title, level: 1 }).waitFor()
    await carol.sees('Ticket HD-')
    await facts(carol)
      .getByText(/^HD-\d+$/)
      .waitFor()
    await facts(carol).getByText('open', { exact: true }).waitFor()
    await lena.page.getByRole('complementary').getByRole('button', { name: title }).click()
    await lena.page.getByRole('heading', { name: title, level: 1 }).waitFor()
    await lena.page
      .locator('[data-conversation^="ticket-"]', { hasText: title })
      .getByText(/^HD-\d+$/)
      .waitFor()
  })

  test('what programs say looks it, and what becomes of the ticket stands between the messages', async () => {
    const [ticketId, carol, lena] = [unique('T'), await arrive('carol'), await arrive('lena')]
    const roomId = `ticket-${ticketId}`
    await service.does('ticket.opened', { ticketId, number: 'HD-13', title: unique('Mail'), status: 'open', requesterId: 'carol', assigneeId: 'lena' })
    await Promise.all([carol.open(roomId), lena.open(roomId)])
    const [said, answered, told, noted] = [unique('said'), unique('answered'), unique('told'), unique('noted')]
    await service.does(`room.${roomId}`, { roomId, content: said })
    await service.does(`room.${roomId}`, { roomId, content: answered, kind: 'automated' })
    await service.does(`room.${roomId}`, { roomId, content: told, kind: 'system' })
    await service.does(`room.${roomId}`, { roomId, content: noted, kind: 'note' })
    await carol.row(said).locator('[data-kind=ticket]').getByText('Ticket system').waitFor()
    await carol.row(answered).locator('[data-kind=automated]').getByText('Automatic answer').waitFor()
    await carol.sees(told)
    await service.does('ticket.status_changed', { ticketId, status: 'in progress' })
    await carol.sees('Status: in progress')
    await facts(carol).getByText('in progress').waitFor()
    await carol.screenshot('wide-light-ticket-programs')
    await service.does('ticket.closed', { ticketId, status: 'solved' })
    await carol.sees('The ticket was closed: solved')
    await lena.openTab('Internal notes')
    await lena.sees(noted)
    expect(await carol.page.getByText(noted).count()).toBe(0)
    await expect.poll(() => actions(lena).getByRole('button').allInnerTexts()).toEqual(['Reopen'])
    await showQueue(lena, 'Closed')
    await inQueue(lena, ticketId).getByText('solved').waitFor()
  })
})
