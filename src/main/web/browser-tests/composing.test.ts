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

test('names and emoji are completed while one writes, and any emoji is a reaction', async () => {
  const writer = await RestCaller.logIn(url, 'lena')
  const room = await writer.room(unique('Second line'), ['ravi', 'mona'])
  const lena = await Person.arrive(browser, url, 'lena')
  const { page, composer } = lena
  await lena.open(room)
  const options = page.getByRole('listbox').getByRole('option')

  await composer.pressSequentially('Hello @r')
  await expect.poll(() => options.allTextContents()).toEqual([expect.stringContaining('ravi')])
  await lena.screenshot('completion-mention')
  expect(await violations(lena)).toEqual([])
  await composer.press('Enter')
  expect(await composer.inputValue()).toBe('Hello @ravi ')

  await composer.pressSequentially('at 10:30 :) :rocke')
  await options.filter({ hasText: ':rocket:' }).waitFor()
  await composer.press('Tab')
  expect(await composer.inputValue()).toBe('Hello @ravi at 10:30 :) 🚀 ')

  await composer.pressSequentially('@m')
  await options.first().waitFor()
  await composer.press('Escape')
  await options.first().waitFor({ state: 'detached' })
  expect(await composer.inputValue()).toContain('@m')

  await page.getByRole('button', { name: 'Insert an emoji' }).click()
  const picker = page.getByRole('dialog', { name: 'Insert an emoji' })
  await picker.getByRole('heading', { name: 'Smileys and emotion' }).waitFor()
  // Also when its code is there already, and it is made before it is in sight.
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Insert an emoji' }).click()
  await picker.getByRole('heading', { name: 'Smileys and emotion' }).waitFor()
  expect(await picker.getByRole('searchbox').evaluate((field) => field === document.activeElement)).toBe(true)
  await lena.screenshot('emoji-picker')
  expect(await violations(lena)).toEqual([])
  await picker.getByRole('radio', { name: 'Dark skin tone', exact: true }).click()
  await picker.getByRole('searchbox').fill('waving hand')
  await picker.getByRole('searchbox').press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect.poll(() => composer.inputValue()).toBe('Hello @ravi at 10:30 :) 🚀 @m👋🏿')

  await composer.press('Enter')
  await lena.sees('Hello @ravi')
  const row = lena.row('Hello @ravi')
  await row.hover()
  await row.getByRole('button', { name: 'Message actions' }).click()
  await page.getByRole('menuitem', { name: 'Other reactions' }).click()
  await page.getByRole('dialog', { name: 'Other reactions' }).getByRole('button', { name: '🚀' }).click()
  await row.getByRole('button', { name: /🚀/ }).waitFor()
  expect(lena.complaints).toEqual([])
  await lena.leave()
})
