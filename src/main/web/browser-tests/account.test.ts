import { createHmac } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MailReceiver } from '../testing/mailReceiver.ts'
import { OpenIdProvider } from '../testing/openIdProvider.ts'
import { RestCaller, unique } from '../testing/restCaller.ts'
import { server } from '../testing/server.ts'
import { launch, Person } from './person.ts'
import { violations } from './axe.ts'

const { url, mailPort, providerPort } = server
let browser: Browser
let mails: MailReceiver
let ada: RestCaller

beforeAll(async () => {
  browser = await launch()
  ada = await RestCaller.logIn(url, 'ada')
  if (mailPort !== null) mails = await MailReceiver.listen(mailPort)
})
afterAll(async () => {
  await mails?.close()
})

async function linkTo(address: string, kind: string, count = 1): Promise<string> {
  await expect.poll(() => mails.to(address).length).toBe(count)
  return new RegExp(`${url}/#/${kind}/[\\w-]{43}`).exec(mails.to(address).at(-1)!)![0]
}

test.skipIf(mailPort === null)('somebody forgets the password and sets another by a link, which works once', async () => {
  const userId = unique('new-person')
  const address = `${userId}@example.org`
  await ada.call('POST', '/users', { userId, userName: 'New Person', userRole: 'client', password: 'chat-demo', mail: address, language: 'de' })
  const newPerson = await Person.arrive(browser, url, userId)
  // She has chosen German before, in another browser.
  await newPerson.page.getByRole('link', { name: 'Support kontaktieren' }).waitFor()
  await newPerson.page.getByRole('heading', { name: 'Nachrichten' }).waitFor()

  const context = await browser.newContext({ locale: 'en-GB' })
  const atHome = new Person(userId, context, await context.newPage())
  const { page } = atHome
  await page.goto(url)
  await page.getByRole('link', { name: 'Forgotten password?' }).click()
  await page.getByLabel('User name or mail address').fill(address)
  await page.getByRole('button', { name: 'Send link' }).click()
  await page.getByRole('heading', { name: 'Look into your mail' }).waitFor()
  const link = await linkTo(address, 'reset')
  await page.goto(link)
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
  await newPerson.page.getByRole('button', { name: 'Anmelden' }).waitFor()

  await page.getByRole('button', { name: 'Go to log-in' }).click()
  await page.getByRole('button', { name: 'Log in', exact: true }).waitFor()
  await page.goto(link)
  await page.getByRole('heading', { name: 'This link was used already' }).waitFor()
  await page.goto(`${url}/#/reset/forged`)
  await page.getByRole('heading', { name: 'This link does not exist' }).waitFor()
  await atHome.screenshot('account-refused-link')

  await ada.call('PATCH', `/users/${userId}`, { enabled: false })
  expect([...newPerson.complaints, ...atHome.complaints]).toEqual([])
  await Promise.all([newPerson.leave(), atHome.leave()])
})

test.skipIf(providerPort === null)('somebody logs in through the identity provider, and comes back to where they were', async () => {
  const provider = await OpenIdProvider.listen(providerPort!)
  const sub = unique('lena')
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1360, height: 820 } })
  const lena = new Person(sub, context, await context.newPage())
  const { page } = lena
  const button = page.getByRole('link', { name: 'Log in with Company account' })
  await page.goto(`${url}/#/account`)
  await button.click()
  await page.getByText('You were not logged in: it was cancelled').waitFor()
  expect(await violations(lena)).toEqual([])
  await lena.screenshot('log-in-refused')

  provider.user = { sub, name: 'Lena of the company', role: 'nobody we know' }
  await button.click()
  await page.getByText('Your account may not log in here.').waitFor()
  provider.user = { sub, name: 'Lena of the company', role: 'employee_l1' }
  await button.click()
  await page.getByRole('heading', { name: 'My account', level: 1 }).waitFor()
  await expect.poll(() => page.getByLabel('Name', { exact: true }).inputValue()).toBe('Lena of the company')
  await page.locator('[data-session=current]').waitFor()
  expect(await page.getByLabel('Current password').count()).toBe(0)

  await page.getByRole('button', { name: 'Your menu' }).click()
  await page.getByRole('button', { name: 'Log out', exact: true }).click()
  await button.waitFor()
  await page.reload()
  await button.waitFor()
  await lena.screenshot('log-in-with-provider')
  await page.getByLabel('User name').fill('lena')
  await page.getByLabel('Password').fill('chat-demo')
  await page.getByRole('button', { name: 'Log in', exact: true }).click()
  await lena.online()

  await ada.call('PATCH', `/users/${sub}`, { enabled: false })
  expect(lena.complaints).toEqual([])
  await lena.leave()
  await provider.close()
})

/** A password that is nobody else's, since the demo people's must stay as they are. */
async function newcomer(name: string, userRole: string): Promise<string> {
  const userId = unique(name)
  await ada.call('POST', '/users', { userId, userName: name, userRole, password: 'chat-demo' })
  return userId
}

test('somebody looks after their own account', async () => {
  const userId = await newcomer('lena', 'employee_l1')
  const lena = await Person.arrive(browser, url, userId)
  const phone = await Person.arrive(browser, url, userId)
  const { page } = lena
  await page.getByRole('button', { name: 'Your menu' }).click()
  await page.getByRole('link', { name: 'My account' }).click()
  await page.getByRole('heading', { name: 'My account', level: 1 }).waitFor()
  await page.locator('[data-session=other]').waitFor()
  await lena.screenshot('account-wide')
  await page.setViewportSize({ width: 390, height: 780 })
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await violations(lena)).toEqual([])
  await lena.screenshot('account-narrow-dark')

  const colleague = await Person.arrive(browser, url, 'mona')
  await colleague.page.getByRole('searchbox').first().fill(userId)
  const seen = colleague.page.locator(`[data-person="${userId}"]`)
  await seen.waitFor()
  const choose = page.locator('input[type=file]')
  await choose.setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: Buffer.from('no picture') })
  await page.getByText('This picture does not work.').waitFor()
  await choose.setInputFiles('../../docs/images/messages-narrow.png')
  await page.getByRole('button', { name: 'Choose another picture' }).waitFor()
  await seen.locator('img').waitFor()
  await lena.screenshot('account-picture')
  await page.getByRole('button', { name: 'Remove the picture' }).click()
  await seen.locator('img').waitFor({ state: 'detached' })

  await page.getByLabel('Name', { exact: true }).fill('Lena Renamed')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved.').first().waitFor()
  await seen.getByText('Lena Renamed').waitFor()
  expect(colleague.complaints).toEqual([])
  await colleague.leave()

  await page.getByLabel('Current password').fill('wrong')
  await page.getByRole('textbox', { name: 'New password' }).fill('four other words')
  await page.getByRole('button', { name: 'Change password' }).click()
  await page.getByText('The current password is not right.').waitFor()
  await page.locator('[data-session=other]').getByRole('button').click()
  await page.locator('[data-session=other]').waitFor({ state: 'detached' })
  await phone.page.getByRole('heading', { name: 'Log in to chat' }).waitFor()
  await page.getByLabel('Current password').fill('chat-demo')
  await page.getByRole('button', { name: 'Change password' }).click()
  await page.getByText('Your password is changed.').waitFor()
  await lena.online()

  await phone.page.getByLabel('User name').fill(userId)
  await phone.page.getByLabel('Password').fill('four other words')
  await phone.page.getByRole('button', { name: 'Log in' }).click()
  await phone.online()
  await phone.page.getByRole('button', { name: 'Your menu' }).click()
  await phone.page.getByText('It also takes you off duty: tickets do not wait for you.').waitFor()
  await phone.page.getByRole('button', { name: 'Log out everywhere' }).click()
  for (const ended of [phone, lena]) await ended.page.getByRole('heading', { name: 'Log in to chat' }).waitFor()

  await ada.call('PATCH', `/users/${userId}`, { enabled: false })
  expect([...lena.complaints, ...phone.complaints]).toEqual([])
  await Promise.all([lena.leave(), phone.leave()])
})

test('a second factor is set up, asked for, and removed by an administrator', async () => {
  const userId = await newcomer('ravi', 'employee_l2')
  const ravi = await Person.arrive(browser, `${url}/#/account`, userId)
  const { page } = ravi
  await page.getByLabel('Your password').fill('chat-demo')
  await page.getByRole('button', { name: 'Set it up' }).click()
  await page.getByRole('img', { name: 'QR code' }).waitFor()
  const secret = (await page.locator('code').innerText()).replaceAll(' ', '')
  await page.getByLabel('Code of the app').fill('000000')
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.getByText('The code is not right.').waitFor()
  expect(await violations(ravi)).toEqual([])
  await ravi.screenshot('account-second-factor')
  await page.getByLabel('Code of the app').fill(codeOf(secret))
  await page.getByRole('button', { name: 'Confirm' }).click()
  const recoveryCode = await page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem').first().innerText()
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await page.locator('[data-second-factor=on]').waitFor()

  const context = await browser.newContext({ locale: 'en-GB' })
  const phone = new Person(userId, context, await context.newPage())
  await phone.page.goto(url)
  await phone.page.getByLabel('User name').fill(userId)
  await phone.page.getByLabel('Password').fill('chat-demo')
  await phone.page.getByRole('button', { name: 'Log in' }).click()
  const code = phone.page.getByLabel('Code of your authenticator app')
  await code.fill('000000')
  await phone.page.getByRole('button', { name: 'Log in' }).click()
  await phone.page.getByText('The code is not right, or was used before.').waitFor()
  await code.fill(recoveryCode)
  await phone.page.getByRole('button', { name: 'Log in' }).click()
  await phone.online()

  const admin = await Person.arrive(browser, `${url}/#/admin/people`, 'ada')
  await admin.page.getByRole('searchbox').fill(userId)
  await admin.page.locator(`[data-item=${userId}]`).getByRole('button', { name: 'Edit ravi' }).click()
  await admin.page.getByRole('button', { name: 'Remove the second factor' }).click()
  await admin.page.getByText('The second factor is removed.').waitFor()
  await (await Person.arrive(browser, url, userId)).leave()

  await ada.call('PATCH', `/users/${userId}`, { enabled: false })
  expect([...ravi.complaints, ...phone.complaints, ...admin.complaints]).toEqual([])
  await Promise.all([ravi.leave(), phone.leave(), admin.leave()])
})

/** What an authenticator app shows now (RFC 6238). */
function codeOf(secret: string): string {
  const bits = [...secret].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g)!.map((octet) => Number.parseInt(octet, 2)))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const hash = createHmac('sha1', key).update(step).digest()
  return String((hash.readUInt32BE(hash.at(-1)! & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
