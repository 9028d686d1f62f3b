import type { Browser } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { RestCaller, unique } from '../testing/restCaller.ts'
import { server } from '../testing/server.ts'
import { launch, Person } from './person.ts'

const { url } = server
let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

describe('people', () => {
  test('carol and lena chat in two browsers, with typing, read state and presence', async () => {
    const lena = await Person.arrive(browser, url, 'lena')
    const lenaSeesCarol = lena.page.locator('[data-person=carol], [data-conversation]', { hasText: 'carol' }).first()
    await lenaSeesCarol.waitFor()
    const carol = await Person.arrive(browser, url, 'carol')
    // Rows of tickets that lena has written in name her, too.
    await carol.open(await (await RestCaller.logIn(url, 'carol')).direct('lena'))
    const [question, answer] = [unique('question'), unique('answer')]

    await carol.write(question)
    await carol.row(question).locator('[data-delivery=stored]').waitFor()

    await lena.page.locator('[data-conversation]', { hasText: question }).click()
    await lena.sees(question)
    await carol.row(question).locator('[data-delivery=read]').waitFor()
    const header = lena.page.locator('header').filter({ has: lena.page.getByRole('heading', { name: 'carol' }) })
    await expect.poll(() => header.textContent()).toContain('Client · Online')

    await lena.composer.pressSequentially('I am ')
    await carol.page.getByTestId('typing').getByText('lena is typing').waitFor()
    await lena.write(answer)
    await carol.sees(answer)
    await carol.page.getByTestId('typing').getByText('lena is typing').waitFor({ state: 'detached' })

    await carol.leave()
    await expect.poll(() => header.textContent()).toMatch(/Last seen|Offline/)
    expect([...lena.complaints, ...carol.complaints]).toEqual([])
    await lena.leave()
  })

  test('a message to another conversation shows a toast, a badge and the number in the title', async () => {
    const [lena, ravi] = [await Person.arrive(browser, url, 'lena'), await RestCaller.logIn(url, 'ravi')]
    const other = await (await RestCaller.logIn(url, 'lena')).direct('mona')
    await lena.open(other)
    const word = unique('toast')
    await ravi.post(await ravi.direct('lena'), word)

    const toast = lena.page.getByTestId('toast').filter({ hasText: word })
    await toast.waitFor()
    await expect.poll(() => lena.page.title()).toMatch(/^\(\d+\) mona – Messages$/)
    await lena.page
      .locator('[data-conversation]', { hasText: word })
      .getByText(/unread message/)
      .waitFor({ state: 'attached' })
    await toast.getByRole('button', { name: /ravi/ }).click()
    await lena.sees(word)
    await toast.waitFor({ state: 'detached' })
    await lena.leave()
  })

  test('search finds people and conversations, and the quick switcher goes there', async () => {
    const ada = await Person.arrive(browser, url, 'ada')
    await ada.page.getByRole('searchbox', { name: 'Search people and conversations' }).fill('dav')
    await ada.page.locator('[data-person=dave], [data-conversation]', { hasText: 'dave' }).first().waitFor()
    await expect.poll(() => ada.page.locator('[data-person=mona]').count()).toBe(0)
    await ada.page.getByRole('searchbox', { name: 'Search people and conversations' }).fill('')

    await ada.page.keyboard.press('Control+k')
    await ada.page.getByRole('dialog').getByRole('combobox').fill('mon')
    await ada.page.getByRole('option', { name: 'mona' }).waitFor()
    await ada.page.keyboard.press('Enter')
    await ada.page.getByRole('heading', { name: 'mona', level: 1 }).waitFor()
    await ada.leave()
  })
})

describe('rooms', () => {
  test('three people talk in a room, and everybody sees who has read', async () => {
    const room = await (await RestCaller.logIn(url, 'lena')).room(unique('room'), ['ravi', 'mona'])
    const people = await Promise.all(['lena', 'ravi', 'mona'].map((userId) => Person.arrive(browser, url, userId)))
    const [lena, ravi, mona] = people as [Person, Person, Person]
    await Promise.all(people.map((person) => person.open(room)))
    const words = people.map(({ userId }) => unique(userId))
    for (const [index, person] of people.entries()) {
      await person.write(words[index]!)
      await Promise.all(people.map((reader) => reader.sees(words[index]!)))
    }
    await mona.page
      .getByTestId('readers')
      .getByText(/Read by (lena and ravi|ravi and lena)/)
      .waitFor()

    await ravi.composer.pressSequentially('x')
    await mona.composer.pressSequentially('x')
    await lena.page
      .getByTestId('typing')
      .getByText(/(ravi and mona|mona and ravi) are typing/)
      .waitFor()
    await Promise.all(people.map((person) => person.leave()))
  })

  test('staff create, find, join and leave rooms; a client is offered none', async () => {
    const lena = await Person.arrive(browser, url, 'lena')
    const name = unique('Printers')
    await lena.page.getByRole('button', { name: 'Rooms' }).click()
    await lena.page.getByRole('button', { name: 'New room' }).click()
    await lena.page.getByLabel('Name', { exact: true }).fill(name)
    await lena.page.getByRole('checkbox', { name: /mona/ }).check()
    await lena.page.getByRole('button', { name: 'Create room' }).click()
    await lena.page.getByRole('heading', { name, level: 1 }).waitFor()
    await lena.page.locator('[data-member=mona]').waitFor()

    const ravi = await Person.arrive(browser, url, 'ravi')
    await ravi.page.getByRole('button', { name: 'Rooms' }).click()
    await ravi.page.getByRole('searchbox', { name: 'Search rooms' }).fill(name)
    await ravi.page.locator('[data-room]', { hasText: name }).getByRole('button', { name: 'Join' }).click()
    await ravi.page.getByRole('heading', { name, level: 1 }).waitFor()
    await lena.sees('ravi joined')
    const word = unique('hello')
    await lena.write(word)
    await ravi.sees(word)

    await ravi.page.getByRole('button', { name: 'Leave room' }).click()
    await ravi.page.getByRole('dialog').getByRole('button', { name: 'Leave room' }).click()
    await lena.sees('ravi left')
    await lena.page.reload()
    await lena.sees(word)
    const lines = await lena.messages.getByRole('listitem').allInnerTexts()
    const [joined, said, left] = ['mona and ravi joined', word, 'ravi left'].map((text) => lines.findIndex((line) => line.includes(text)))
    expect(joined).toBeGreaterThan(0)
    expect(said).toBeGreaterThan(joined!)
    expect(left).toBeGreaterThan(said!)
    await ravi.page.locator('[data-conversation]', { hasText: name }).waitFor({ state: 'detached' })

    const dave = await Person.arrive(browser, url, 'dave')
    expect(await dave.page.getByRole('button', { name: 'Rooms' }).count()).toBe(0)
    await Promise.all([lena, ravi, dave].map((person) => person.leave()))
  })

  test('somebody who is added to a room gets it without reloading', async () => {
    const lena = await RestCaller.logIn(url, 'lena')
    const mona = await Person.arrive(browser, url, 'mona')
    const name = unique('added')
    const room = await lena.room(name, [])
    await lena.call('PUT', `/rooms/${room}/members/mona`)
    await mona.page.locator('[data-conversation]', { hasText: name }).click()
    const word = unique('welcome')
    await lena.post(room, word)
    await mona.sees(word)
    await mona.leave()
  })

  test('internal notes of a ticket reach staff and never the client', async () => {
    const name = unique('Ticket')
    const room = await (await RestCaller.logIn(url, 'lena')).room(name, ['carol', 'ravi'], unique('T'))
    const [lena, ravi, carol] = await Promise.all(['lena', 'ravi', 'carol'].map((userId) => Person.arrive(browser, url, userId)))
    await Promise.all([lena!.open(room), ravi!.open(`notes-${room}`), carol!.open(room)])
    expect(await carol!.page.getByRole('tab', { name: 'Internal notes' }).count()).toBe(0)

    await lena!.openTab('Internal notes')
    const note = unique('impatient')
    await lena!.write(note)
    await ravi!.sees(note)
    await lena!.openTab('Conversation')
    const word = unique('public')
    await lena!.write(word)
    await carol!.sees(word)
    expect(await carol!.page.getByText(note).count()).toBe(0)
    await Promise.all([lena, ravi, carol].map((person) => person!.leave()))
  })
})

test('language and theme can be changed and stay', async () => {
  const lena = await Person.arrive(browser, url, 'lena')
  await lena.page.getByRole('button', { name: 'Your menu' }).click()
  await lena.page.getByText('Deutsch').click()
  await lena.page.getByText('Dunkel').click()
  await lena.page.reload()
  await lena.page.getByRole('heading', { name: 'Nachrichten' }).waitFor()
  expect(await lena.page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('dark')
  await lena.leave()
})
