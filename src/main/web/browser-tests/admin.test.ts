import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { unique } from '../testing/restCaller.ts'
import { launch, Person } from './person.ts'

const url = inject('chatUrl')
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
let browser: Browser

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

interface AxeViolation {
  id: string
  impact: string
  nodes: { html: string; failureSummary: string }[]
}

/** What axe-core finds that is serious or worse. */
async function violations({ page }: Person): Promise<string[]> {
  // Evaluated rather than added as a script: the page's policy forbids scripts that are not its own.
  await page.evaluate(axe)
  const found = await page.evaluate(() =>
    (window as unknown as { axe: { run: () => Promise<{ violations: AxeViolation[] }> } }).axe.run().then(({ violations: all }) => all),
  )
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n')}`)
}

const NARROW = { width: 390, height: 780 }
const looks: [name: string, options: BrowserContextOptions][] = [
  ['wide-light', { colorScheme: 'light' }],
  ['wide-dark', { colorScheme: 'dark', locale: 'de-DE' }],
  ['narrow-light', { colorScheme: 'light', viewport: NARROW, hasTouch: true, isMobile: true, locale: 'de-DE' }],
  ['narrow-dark', { colorScheme: 'dark', viewport: NARROW }],
]

test('an administrator makes an account, who can log in, and changes their role', async () => {
  const ada = await Person.arrive(browser, url, 'ada')
  const { page } = ada
  const userId = unique('nina')
  await page.getByRole('button', { name: 'Your menu' }).click()
  await page.getByRole('link', { name: 'Administration' }).click()
  await page.getByRole('heading', { name: 'People', level: 1 }).waitFor()
  await page.getByRole('button', { name: 'New person' }).click()
  await page.getByLabel('User ID').fill(userId)
  await page.getByLabel('Name', { exact: true }).fill('Nina Berg')
  await page.getByLabel('Password').fill('chat-demo')
  await page.getByRole('dialog').getByLabel('Role').selectOption('employee_l1')
  await page.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })

  const nina = await Person.arrive(browser, url, userId)
  await nina.page.getByRole('tab', { name: 'Tickets' }).waitFor()

  await page.getByRole('searchbox').fill(userId)
  await page.getByRole('button', { name: 'Edit Nina Berg' }).click()
  await page.getByRole('dialog').getByLabel('Role').selectOption('employee_l2')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.locator(`[data-item=${userId}]`, { hasText: 'Support L2' }).waitFor()

  await page.getByRole('button', { name: 'Edit Nina Berg' }).click()
  await page.getByRole('button', { name: 'End all sessions' }).click()
  await nina.page.getByText('Your session has ended').waitFor()
  await page.getByRole('button', { name: 'Disable the account' }).click()
  await page.getByRole('heading', { name: 'There is nobody here' }).waitFor()
  await page.getByText('Disabled', { exact: true }).click()
  await page.locator(`[data-item=${userId}]`).waitFor()
  expect(ada.complaints).toEqual([])
  await Promise.all([ada.leave(), nina.leave()])
})

test.each(looks)('axe finds nothing serious on the pages, %s', async (look, options) => {
  const context = await browser.newContext({ viewport: { width: 1360, height: 820 }, locale: 'en-GB', reducedMotion: 'reduce', ...options })
  const ada = new Person('ada', context, await context.newPage())
  const { page } = ada
  await page.goto(`${url}/#/admin/people`)
  await page.locator('input').first().fill('ada')
  await page.locator('input').nth(1).fill('chat-demo')
  await page.keyboard.press('Enter')
  const see = async (name: string) => {
    await ada.screenshot(`admin-${look}-${name}`)
    expect(await violations(ada), name).toEqual([])
  }

  await page.locator('[data-item=carol]').waitFor()
  await see('people')
  await page.locator('[data-item=carol] button').click()
  await page.getByRole('dialog').waitFor()
  await see('person')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /New person|Neue Person/ }).click()
  await see('new-person')
  await page.keyboard.press('Escape')
  expect(ada.complaints).toEqual([])
  await ada.leave()
})

test('a client who opens the administration is told that it is not for them', async () => {
  const carol = await Person.arrive(browser, `${url}/#/admin`, 'carol')
  await carol.page.getByRole('heading', { name: 'Only administrators work here' }).waitFor()
  await carol.screenshot('admin-forbidden')
  await carol.page.getByRole('button', { name: 'Your menu' }).click()
  await carol.page.getByRole('dialog', { name: 'Your menu' }).waitFor()
  expect(await carol.page.getByRole('link', { name: 'Administration' }).count()).toBe(0)
  await carol.leave()
})
