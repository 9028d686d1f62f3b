import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { MailReceiver } from '../testing/mailReceiver.ts'
import { RestCaller, unique } from '../testing/restCaller.ts'
import { launch, Person } from './person.ts'
import { violations } from './axe.ts'

const url = inject('chatUrl')
const mailPort = inject('mailPort')
let browser: Browser
let mails: MailReceiver
let ada: RestCaller

beforeAll(async () => {
  browser = await launch()
  ada = await RestCaller.logIn(url, 'ada')
  if (mailPort !== null) mails = await MailReceiver.listen(mailPort)
})
afterAll(async () => {
  await browser.close()
  await mails?.close()
})

async function linkTo(address: string, kind: string, count = 1): Promise<string> {
  await expect.poll(() => mails.to(address).length).toBe(count)
  return new RegExp(`${url}/#/${kind}/[\\w-]{43}`).exec(mails.to(address).at(-1)!)![0]
}

test.skipIf(mailPort === null)('somebody is invited by mail, forgets the password and sets another', async () => {
  const userId = unique('nina')
  const address = `${userId}@example.org`
  const admin = await Person.arrive(browser, `${url}/#/admin/people`, 'ada')
  await admin.page.getByRole('button', { name: 'New person' }).click()
  await admin.page.getByLabel('User ID').fill(userId)
  await admin.page.getByLabel('Mail address').fill(address)
  await admin.page.getByLabel('Invite by mail').check()
  await admin.page.getByRole('button', { name: 'Create' }).click()
  await admin.page.getByRole('dialog').waitFor({ state: 'detached' })

  const context = await browser.newContext({ locale: 'en-GB' })
  const nina = new Person(userId, context, await context.newPage())
  const { page } = nina
  const invitation = await linkTo(address, 'invitation')
  await page.goto(invitation)
  await page.getByRole('heading', { name: 'Welcome' }).waitFor()
  expect(await violations(nina)).toEqual([])
  await nina.screenshot('account-invitation')
  await page.getByLabel('New password', { exact: true }).fill('password1')
  await page.getByLabel('Repeat').fill('password2')
  await page.getByRole('button', { name: 'Set password' }).click()
  await page.getByText('The two are not the same.').waitFor()
  await page.getByLabel('Repeat').fill('password1')
  await page.getByRole('button', { name: 'Set password' }).click()
  await page.getByText('Everybody tries this password first').waitFor()
  await page.getByLabel('New password', { exact: true }).fill('four words nobody guesses')
  await page.getByLabel('Repeat').fill('four words nobody guesses')
  await page.getByRole('button', { name: 'Set password' }).click()
  await page.getByRole('heading', { name: 'Your password is set' }).waitFor()
  await page.getByRole('button', { name: 'Go to log-in' }).click()
  await page.getByLabel('User name').fill(userId)
  await page.getByLabel('Password').fill('four words nobody guesses')
  await page.getByRole('button', { name: 'Log in' }).click()
  await nina.online()

  await page.goto(invitation)
  await page.getByRole('heading', { name: 'This link was used already' }).waitFor()
  await page.goto(`${url}/#/reset/forged`)
  await page.getByRole('heading', { name: 'This link does not exist' }).waitFor()
  await nina.screenshot('account-refused-link')

  const other = await browser.newContext({ locale: 'de-DE' })
  const atHome = new Person(userId, other, await other.newPage())
  await atHome.page.goto(url)
  await atHome.page.getByRole('link', { name: 'Passwort vergessen?' }).click()
  await atHome.page.getByLabel('Benutzername oder Mailadresse').fill(address)
  await atHome.page.getByRole('button', { name: 'Link senden' }).click()
  await atHome.page.getByRole('heading', { name: 'Sieh in deine Mails' }).waitFor()
  await atHome.page.goto(await linkTo(address, 'reset', 2))
  await atHome.page.getByLabel('Neues Passwort', { exact: true }).fill('vier andere Wörter')
  await atHome.page.getByLabel('Neues Passwort wiederholen').fill('vier andere Wörter')
  await atHome.page.getByRole('button', { name: 'Passwort setzen' }).click()
  await atHome.page.getByRole('heading', { name: 'Dein Passwort ist gesetzt' }).waitFor()
  await page.goto(url)
  await page.getByRole('heading', { name: 'Log in to chat' }).waitFor()

  await ada.call('PATCH', `/users/${userId}`, { enabled: false })
  expect([...nina.complaints, ...atHome.complaints, ...admin.complaints]).toEqual([])
  await Promise.all([admin.leave(), nina.leave(), atHome.leave()])
})
