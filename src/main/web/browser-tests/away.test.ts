import type { Browser } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { RestCaller, unique } from '../testing/restCaller.ts'
import { server } from '../testing/server.ts'
import { launch, Person } from './person.ts'

/** What is called what, how times are written, and what one sees where there is nothing. */

const { url } = server
let browser: Browser
let name: string
let room: string

beforeAll(async () => {
  browser = await launch()
  name = unique('Titled')
  room = await (await RestCaller.logIn(url, 'lena')).room(name, ['ravi'])
})

test('opened while the server is away there is a page of ours, which comes back to the conversation', async () => {
  const lena = await Person.arrive(browser, url, 'lena')
  const { page } = lena
  await lena.open(room)
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state)).toBe('activated')
  await page.getByRole('button', { name: 'Your menu' }).click()
  await page.getByText('Deutsch').click()
  await lena.context.setOffline(true)
  await page.reload()
  await page.getByRole('heading', { name: 'Der Chat-Server antwortet nicht' }).waitFor()
  await lena.screenshot('away-german')
  expect(await page.evaluate(() => caches.keys())).toEqual([])
  await page.getByRole('button', { name: 'Erneut versuchen' }).click()
  await page.getByRole('heading', { name: 'Der Chat-Server antwortet nicht' }).waitFor()
  await lena.context.setOffline(false)
  await page.getByRole('heading', { name, level: 1 }).waitFor()
  expect(lena.complaints).toEqual([])
  await lena.leave()
})

test('the window names the conversation, and forgets it with the log-out', async () => {
  const lena = await Person.arrive(browser, url, 'lena')
  const { page } = lena
  await lena.open(room)
  await expect.poll(() => page.title()).toMatch(new RegExp(`^(?:\\(\\d+\\) )?${name} – Messages$`))
  await page.evaluate(() => void (location.hash = '#/'))
  await expect.poll(() => page.title()).toMatch(/^(?:\(\d+\) )?Messages$/)
  await lena.open(room)
  await page.getByRole('button', { name: 'Your menu' }).click()
  await page.getByText('Log out', { exact: true }).click()
  await expect.poll(() => page.title()).toBe('Log in to chat')
  await lena.leave()
})

test('where there is no conversation a button leads back', async () => {
  const lena = await Person.arrive(browser, url, 'lena')
  const { page } = lena
  await page.evaluate(() => void (location.hash = '#/c/nowhere'))
  await page.getByRole('heading', { name: 'This conversation does not exist' }).waitFor()
  await page.getByRole('main').getByRole('button', { name: 'Back to the list' }).click()
  await page.getByRole('heading', { name: 'Choose a conversation' }).waitFor()
  await lena.leave()
})

test('times are those of the browser’s region', async () => {
  const american = await Person.arrive(browser, url, 'lena', { locale: 'en-US' })
  await american.open(room)
  await american.write('How late is it?')
  await expect.poll(() => american.row('How late').locator('time').innerText()).toMatch(/^(?:1[0-2]|[1-9]):\d\d\s[AP]M$/)
  await american.leave()
  const french = await Person.arrive(browser, url, 'ravi', { locale: 'fr-FR' })
  await french.open(room)
  await expect.poll(() => french.row('How late').locator('time').innerText()).toMatch(/^\d\d:\d\d$/)
  await french.leave()
})
