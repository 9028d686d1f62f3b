import type { Browser } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { RestCaller, unique } from '../testing/restCaller.ts'
import { launch, Person } from './person.ts'
import { ours, server, turn } from '../testing/server.ts'

const { url } = server
let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

/** Two people in a fresh room. */
async function inRoom(userIds: string[]): Promise<{ room: string; people: Person[]; rest: RestCaller }> {
  const rest = await RestCaller.logIn(url, 'ada')
  const room = await rest.room(unique('room'), userIds)
  const people = await Promise.all(userIds.map((userId) => Person.arrive(browser, url, userId)))
  await Promise.all(people.map((person) => person.open(room)))
  return { room, people, rest }
}

/** How far the messages are from being scrolled to their end, in pixels. */
function distanceFromEnd({ messages }: Person): Promise<number> {
  return messages.evaluate((list) => list.scrollHeight - list.scrollTop - list.clientHeight)
}

describe('going offline', () => {
  test('both sides lose the network in the middle, write on, and come back without gap or duplicate', async () => {
    const { room, people, rest } = await inRoom(['lena', 'ravi'])
    const [lena, ravi] = people as [Person, Person]
    const word = unique('m')
    await lena.write(`${word} before`)
    await ravi.sees(`${word} before`)

    await lena.context.setOffline(true)
    await lena.page.locator('[data-connection=offline]').waitFor()
    for (let i = 1; i <= 3; i++) await lena.write(`${word} lena ${i}`)
    await ravi.write(`${word} ravi 1`)
    await ravi.row(`${word} ravi 1`).locator('[data-delivery=stored]').waitFor()
    await ravi.context.setOffline(true)
    await ravi.page.locator('[data-connection=offline]').waitFor()
    await ravi.write(`${word} ravi 2`)
    await rest.post(room, `${word} ada`)

    await lena.context.setOffline(false)
    await ravi.context.setOffline(false)
    await Promise.all([lena.online(), ravi.online()])
    await Promise.all([lena, ravi].map((person) => expect.poll(async () => (await person.texts(word)).length).toBe(7)))
    const stored = await rest.call<{ messages: { content?: string }[] }>('GET', `/conversations/${room}/messages`)
    const order = stored.messages.flatMap(({ content }) => (content?.includes(word) ? content : []))
    expect(order).toHaveLength(7)
    expect(order.filter((text) => text.includes('lena'))).toEqual([1, 2, 3].map((i) => `${word} lena ${i}`))
    await Promise.all([lena, ravi].map((person) => expect.poll(() => person.texts(word)).toEqual(order)))
    await Promise.all(people.map((person) => person.leave()))
  })

  test('unsent messages and drafts survive a reload', async () => {
    const { room, people, rest } = await inRoom(['mona'])
    const mona = people[0]!
    for (let i = 1; i <= 60; i++) await rest.post(room, `line ${i}`)
    await mona.sees('line 60')
    // What the server does not know as read would be opened at its beginning.
    const own = await RestCaller.logIn(url, 'mona')
    await expect.poll(async () => (await own.call<{ unreadCount: number }>('GET', `/conversations/${room}`)).unreadCount).toBe(0)
    const [sent, draft] = [unique('sent'), unique('draft')]
    // The socket alone is cut, so that the page itself can be loaded again.
    await mona.page.routeWebSocket(/\/ws$/, (socket) => void socket.close())
    await mona.page.reload()
    await mona.composer.waitFor()
    await mona.write(sent)
    await mona.page.locator('[data-outgoing=waiting]', { hasText: sent }).waitFor()
    await mona.composer.fill(draft)
    await mona.page.reload()
    await mona.page.locator('[data-outgoing=waiting]', { hasText: sent }).waitFor()
    // What was said before is fetched, and stands above it.
    await mona.row('line 60').waitFor()
    await expect.poll(() => distanceFromEnd(mona)).toBeLessThan(2)

    const again = await mona.context.newPage()
    await mona.page.close()
    const reopened = new Person('mona', mona.context, again)
    await again.goto(`${url}/#/c/${room}`)
    await reopened.sees(sent)
    await reopened.row(sent).locator('[data-delivery=stored]').waitFor()
    expect(await reopened.composer.inputValue()).toBe(draft)
    await again.reload()
    await reopened.sees(sent)
    const stored = await rest.call<{ messages: { content?: string }[] }>('GET', `/conversations/${room}/messages`)
    expect(stored.messages.filter(({ content }) => content === sent)).toHaveLength(1)
    await mona.leave()
  })
})

test.skipIf(!ours)('the server is killed and started again: everybody comes back, nothing is missing', { timeout: 240_000 }, async () => {
  const { people } = await inRoom(['lena', 'ravi'])
  const [lena, ravi] = people as [Person, Person]
  const word = unique('m')
  await lena.write(`${word} 1`)
  await lena.row(`${word} 1`).locator('[data-delivery]').waitFor()
  await ravi.sees(`${word} 1`)

  await turn('kill/application')
  await lena.page.locator('[data-connection=offline]').waitFor()
  await lena.write(`${word} 2`)
  await lena.screenshot('wide-light-offline')
  await turn('run/application')
  await Promise.all([lena.online(), ravi.online()])
  await ravi.write(`${word} 3`)
  await Promise.all([lena, ravi].map((person) => expect.poll(async () => (await person.texts(word)).toSorted()).toEqual([1, 2, 3].map((i) => `${word} ${i}`))))
  await Promise.all([lena, ravi].map((person) => person.leave()))
})

describe('a server that refuses', () => {
  test('a session that has ended leads to the log-in, and typed text is kept', async () => {
    const { people } = await inRoom(['mona'])
    const mona = people[0]!
    const draft = unique('typed')
    await mona.composer.fill(draft)
    await mona.page.context().clearCookies({ name: 'chat_session' })
    await mona.page.evaluate(() => dispatchEvent(new Event('offline')))
    await mona.page.getByText('Your session has ended').waitFor()
    await mona.screenshot('wide-light-expired')
    await mona.logIn()
    expect(await mona.composer.inputValue()).toBe(draft)
    await mona.leave()
  })

  test('wrong passwords, a throttled log-in and a silent server are explained', async () => {
    const context = await browser.newContext({ locale: 'en-GB' })
    const page = await context.newPage()
    await page.goto(url)
    const logIn = async (password: string) => {
      await page.getByLabel('User name').fill('carol')
      await page.getByLabel('Password').fill(password)
      await page.getByRole('button', { name: 'Log in' }).click()
    }
    await logIn('wrong')
    await page.getByText('is not right').waitFor()
    await page.route('**/api/v1/session', (route) => route.fulfill({ status: 429, headers: { 'Retry-After': '30' } }))
    await logIn('chat-demo')
    await page.getByText('Please wait 30 s').waitFor()
    await page.unroute('**/api/v1/session')
    await page.route('**/api/v1/session', (route) => route.abort())
    await logIn('chat-demo')
    await page.getByText('The server does not answer').waitFor()
    await context.close()
  })

  test.each([
    [403, 'This conversation is not open to you'],
    [404, 'This conversation does not exist'],
    [500, 'The messages could not be loaded'],
    [429, 'The messages could not be loaded'],
  ])('history that answers %i shows a screen of its own', async (status, title) => {
    const rest = await RestCaller.logIn(url, 'ada')
    const room = await rest.room(unique('refused'), ['ravi'])
    const ravi = await Person.arrive(browser, url, 'ravi')
    await ravi.page.route('**/timeline?*', (route) => route.fulfill({ status, body: '{}' }))
    await ravi.open(room)
    await ravi.page.getByRole('heading', { name: title }).waitFor()
    await ravi.screenshot(`wide-light-error-${status}`)
    if (status >= 429) {
      await ravi.page.unroute('**/timeline?*')
      await ravi.page.getByRole('button', { name: 'Try again' }).click()
      await ravi.messages.getByText('Write the first message').waitFor()
    }
    await ravi.leave()
  })

  test('a page that cannot start says so and can be tried again', async () => {
    const context = await browser.newContext({ locale: 'en-GB' })
    const page = await context.newPage()
    await page.route('**/api/v1/me', (route) => route.fulfill({ status: 500, body: '' }))
    await page.goto(url)
    await page.getByRole('heading', { name: 'The chat could not be opened' }).waitFor()
    await page.unroute('**/api/v1/me')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByLabel('User name').waitFor()
    await context.close()
  })

  test('a click that comes to nothing says so', async () => {
    const dave = await Person.arrive(browser, url, 'dave')
    await dave.page.route('**/api/v1/conversations', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()))
    await dave.page.getByRole('searchbox').fill('mona')
    await dave.page.locator('[data-person=mona]').click()
    await dave.page.getByRole('alert').getByText('The server does not answer').waitFor()
    await dave.leave()
  })

  test('a part of the page that cannot be fetched says so, and opens once the page is loaded again', async () => {
    const context = await browser.newContext({ viewport: { width: 1360, height: 820 }, locale: 'en-GB' })
    const lena = new Person('lena', context, await context.newPage())
    await context.route('**/assets/RoomsDialog-*.js', (route) => route.abort())
    await lena.page.goto(url)
    await lena.logIn()
    await lena.page.getByRole('button', { name: 'Rooms' }).click()
    await lena.page.getByRole('alert').getByText('This part of the page could not be loaded').waitFor()
    await context.unroute('**/assets/RoomsDialog-*.js')
    // As it says: a browser may remember until then that there is no such module.
    await lena.page.reload()
    await lena.online()
    await lena.page.getByRole('button', { name: 'Rooms' }).click()
    await lena.page.getByRole('dialog').waitFor()
    await lena.leave()
  })

  test('a part of the page that is asked for while the server is away opens at the next try', async () => {
    const lena = await Person.arrive(browser, url, 'lena')
    const open = async () => {
      await lena.page.getByRole('button', { name: 'Your menu' }).click()
      await lena.page.getByRole('link', { name: 'My account' }).click()
    }
    await lena.context.setOffline(true)
    await lena.page.locator('[data-connection=offline]').waitFor()
    await open()
    await lena.page.getByRole('alert').getByText('The server does not answer').waitFor()
    await lena.context.setOffline(false)
    await lena.online()
    await open()
    await lena.page.getByRole('heading', { name: 'My account', level: 1 }).waitFor()
    await lena.leave()
  })

  test('a message that is too long is kept, explained, and can be edited', async () => {
    const { people } = await inRoom(['mona'])
    const mona = people[0]!
    await mona.write('🙂'.repeat(10_001))
    const failed = mona.page.locator('[data-outgoing=failed]')
    await failed.getByText('It is too long').waitFor()
    await failed.getByRole('button', { name: 'Edit' }).click()
    await failed.waitFor({ state: 'detached' })
    expect((await mona.composer.inputValue()).length).toBe(20_002)
    await mona.composer.fill('🙂 short')
    await mona.composer.press('Enter')
    await mona.row('🙂 short').locator('[data-delivery=stored]').waitFor()
    await mona.leave()
  })
})

test('a full storage is said, and messages go out all the same', async () => {
  const { people } = await inRoom(['mona'])
  const mona = people[0]!
  await mona.page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
  })
  const word = unique('full')
  await mona.write(word)
  await mona.page.getByText('storage is full').waitFor()
  await mona.row(word).locator('[data-delivery=stored]').waitFor()
  await mona.leave()
})

test('a clock that is nine hours wrong changes neither order nor times', async () => {
  const { people } = await inRoom(['ravi'])
  const ravi = people[0]!
  await ravi.page.addInitScript(() => {
    const now = Date.now.bind(Date)
    Date.now = () => now() + 9 * 3_600_000
  })
  await ravi.page.reload()
  await ravi.online()
  const [one, two] = [unique('one'), unique('two')]
  await ravi.write(one)
  await ravi.row(one).locator('[data-delivery=stored]').waitFor()
  await ravi.write(two)
  await ravi.row(two).locator('[data-delivery=stored]').waitFor()
  expect(await ravi.messages.getByText('Today').count()).toBe(1)
  const shown = await ravi.messages.locator('li', { hasText: two }).locator('time').getAttribute('datetime')
  expect(Math.abs(Date.parse(shown!) - Date.now())).toBeLessThan(3_600_000)
  await ravi.leave()
})
