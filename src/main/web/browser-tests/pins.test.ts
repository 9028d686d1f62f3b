import type { Browser } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { RestCaller, unique } from '../testing/restCaller.ts'
import { server } from '../testing/server.ts'
import { violations } from './axe.ts'
import { launch, Person } from './person.ts'

const { url } = server
let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

async function openMenu(person: Person, words: string): Promise<void> {
  await person.row(words).hover()
  await person.row(words).getByRole('button', { name: 'Message actions' }).click()
}

const focused = (person: Person) => person.page.evaluate(() => document.activeElement?.textContent?.trim())

test('messages are pinned by keyboard, listed, and lead to their place; mentions and versions show', async () => {
  const writer = await RestCaller.logIn(url, 'ravi')
  const room = await writer.room(unique('Office'), ['lena', 'mona'])
  const [code, mention, before, after] = [unique('code'), unique('please'), unique('before'), unique('after')]
  await writer.post(room, `The code of the gate is ${code}`)
  const { seq } = await writer.post(room, `The meeting is at ten ${before}`)
  await writer.call('PATCH', `/conversations/${room}/messages/${seq}`, { content: `The meeting is at eleven ${after}`, revision: 0 })
  await writer.post(room, `@lena ${mention} look, @mona too`)
  const phone = { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true, colorScheme: 'dark' } as const
  const [lena, mona] = [await Person.arrive(browser, url, 'lena'), await Person.arrive(browser, url, 'mona', phone)]
  await lena.open(room)

  await lena.row(mention).getByText('Mentions you').waitFor({ state: 'attached' })
  await lena.row(code).getByRole('button', { name: 'Message actions' }).focus()
  await lena.page.keyboard.press('Enter')
  await lena.page.getByRole('menu').waitFor()
  for (let step = 0; step < 20 && (await focused(lena)) !== 'Pin'; step++) await lena.page.keyboard.press('ArrowDown')
  await lena.screenshot('pins-menu')
  await lena.page.keyboard.press('Enter')
  await lena.row(code).getByRole('img', { name: 'Pinned' }).waitFor()
  await openMenu(lena, after)
  await lena.page.getByRole('menuitem', { name: 'Pin', exact: true }).click()

  const pins = lena.page.locator('[data-pin]')
  await expect.poll(() => pins.allTextContents()).toEqual([expect.stringContaining(after), expect.stringContaining(code)])
  await lena.screenshot('pins-details')
  expect(await violations(lena)).toEqual([])

  // On a phone the details cover the conversation, and give way to the message.
  await mona.page.evaluate(() => localStorage.setItem('chat.preferences', JSON.stringify({ language: 'de' })))
  await mona.page.reload()
  await mona.online()
  await mona.open(room)
  await mona.row(code).getByRole('img', { name: 'Angeheftet' }).waitFor()
  await mona.row(mention).getByText('Erwähnt dich').waitFor({ state: 'attached' })
  await mona.screenshot('pins-row-390-dark-de')
  await mona.page.getByRole('button', { name: 'Details', exact: true }).click()
  await mona.page.getByRole('heading', { name: 'Angeheftete Nachrichten · 2' }).waitFor()
  await mona.screenshot('pins-details-390-dark-de')
  await mona.page.locator('[data-pin]', { hasText: code }).getByRole('link').click()
  await expect.poll(() => mona.page.url()).toMatch(new RegExp(`${room}/\\d+$`))
  await mona.page.getByRole('heading', { name: 'Angeheftete Nachrichten · 2' }).waitFor({ state: 'detached' })

  await pins.filter({ hasText: code }).getByRole('button', { name: 'Unpin the message of ravi' }).click()
  await expect.poll(() => pins.count()).toBe(1)
  await expect.poll(() => focused(lena)).toMatch(/^Pinned messages/)
  await mona.row(code).getByRole('img', { name: 'Angeheftet' }).waitFor({ state: 'detached' })

  const edited = lena.row(after).getByRole('button', { name: 'edited' })
  await edited.press('Enter')
  const versions = lena.page.getByRole('dialog', { name: 'Versions of this message' })
  await versions.getByText(before).waitFor()
  await expect.poll(() => versions.locator('[data-revision]').allTextContents()).toEqual([expect.stringContaining(after), expect.stringContaining(before)])
  await lena.screenshot('versions')
  expect(await violations(lena)).toEqual([])
  await lena.page.keyboard.press('Escape')
  await versions.waitFor({ state: 'detached' })
  await expect.poll(() => focused(lena)).toBe('edited')

  expect([...lena.complaints, ...mona.complaints]).toEqual([])
  await Promise.all([lena.leave(), mona.leave()])
})

test('what is marked as unread stays so until one comes back', async () => {
  const [writer, reader] = [await RestCaller.logIn(url, 'ravi'), await RestCaller.logIn(url, 'lena')]
  const [room, other] = [await writer.room(unique('Marked'), ['lena']), await writer.room(unique('Other'), ['lena'])]
  const [one, two, three] = [unique('one'), unique('two'), unique('three')]
  for (const words of [one, two]) await writer.post(room, words)
  const lena = await Person.arrive(browser, url, 'lena')
  const unread = async () => (await reader.call<{ unreadCount: number }>('GET', `/conversations/${room}`)).unreadCount
  await lena.open(room)
  await lena.sees(two)
  await expect.poll(unread).toBe(0)

  await openMenu(lena, two)
  await lena.page.getByRole('menuitem', { name: 'Mark as unread from here' }).click()

  await lena.page.getByTestId('new-divider').waitFor()
  await expect.poll(unread).toBe(1)
  await lena.screenshot('unread')
  await writer.post(room, three)
  await lena.sees(three)
  await lena.lookAway()
  await lena.lookBack()
  await expect.poll(unread).toBe(2)

  await lena.open(other)
  expect(await unread()).toBe(2)
  await lena.open(room)
  await lena.sees(three)
  await expect.poll(unread).toBe(0)
  expect(lena.complaints).toEqual([])
  await lena.leave()
})
