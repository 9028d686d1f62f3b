import type { Browser } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { RestCaller, unique } from '../testing/restCaller.ts'
import { server } from '../testing/server.ts'
import { launch, Person } from './person.ts'

const { url } = server
let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

test('words are found by parts, narrowed down by operators, and lead to their message and back', async () => {
  const rest = await RestCaller.logIn(url, 'ravi')
  const word = unique('q').replaceAll('-', '')
  const name = `Search ${word}`
  const { roomId } = await rest.call<{ roomId: string }>('POST', '/rooms', { name, kind: 'team', memberIds: ['lena'] })
  for (let i = 1; i <= 60; i++)
    await rest.call('POST', `/conversations/${roomId}/messages`, {
      content: i === 3 ? `The **${word}patrone** is empty, see https://example.org/toner` : `Line ${i}`,
    })
  const lena = await Person.arrive(browser, url, 'lena')
  const { page } = lena
  await lena.open(roomId)

  const sidebar = page.getByRole('searchbox', { name: 'Search people and conversations' })
  await sidebar.fill(word.slice(1))
  await page.getByRole('button', { name: /Search messages for/ }).click()
  const pane = page.getByRole('region', { name: 'Search messages' })
  const result = pane.locator(`[data-result^="${roomId}/"]`)
  await result.waitFor()
  expect(await pane.locator('mark').allTextContents(), 'the words are marked, in the title and the message').toContain(word.slice(1))
  await lena.screenshot('search')

  await result.click()
  await page.getByTestId('messages').getByText(`${word}patrone`).waitFor()
  expect(await result.getAttribute('aria-current')).toBe('true')

  const box = pane.getByRole('combobox')
  await box.fill(`${word.slice(1)} from:rav`)
  await pane.getByRole('option', { name: /ravi/i }).first().waitFor()
  await lena.screenshot('search-completion')
  await box.press('Enter')
  await pane.getByRole('button', { name: /Remove: From/ }).waitFor()
  for (const [typed, chip] of [
    [`in:"${name}`, `Remove: In ${name}`],
    ['has:li', 'Remove: With a link'],
    ['after:2001-02-03', /^Remove: After .*2001/],
  ] as const) {
    await box.pressSequentially(typed)
    await pane.getByRole('option', { selected: true }).waitFor()
    await box.press('Enter')
    await pane.getByRole('button', { name: chip }).waitFor()
  }
  await expect.poll(() => pane.locator('[data-result]').count()).toBe(1)
  await box.pressSequentially('before:2001-02-03')
  await box.press('Enter')
  await pane.getByText('Nothing found.').waitFor()
  // Behind the last one, Backspace takes them away again, one by one.
  await box.fill('')
  for (let left = 5; left > 0; left--) await box.press('Backspace')
  await box.fill(`${word}xyz`)
  await pane.getByText('Nothing found.').waitFor()
  await pane.getByRole('button', { name: 'Close' }).click()

  await lena.composer.focus()
  await page.keyboard.press('Control+f')
  await pane.getByRole('button', { name: `Remove: In ${name}` }).waitFor()
  await pane.getByRole('combobox').fill('line 42')
  await result.waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect.poll(() => lena.composer.evaluate((composer) => composer === document.activeElement)).toBe(true)

  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: /Find a person/ }).fill(`${word}pat`)
  await page.getByRole('option', { name: /patrone.* is empty/ }).waitFor()
  await lena.screenshot('search-switcher')
  await lena.leave()
})

test('on a phone, a result takes the place of the results, and leads back to them', async () => {
  const rest = await RestCaller.logIn(url, 'ravi')
  const word = unique('q').replaceAll('-', '')
  const { roomId } = await rest.call<{ roomId: string }>('POST', '/rooms', { name: `Telefon ${word}`, kind: 'team', memberIds: ['lena'] })
  await rest.call('POST', `/conversations/${roomId}/messages`, { content: `Die ${word}patrone ist leer` })
  const lena = await Person.arrive(browser, url, 'lena', { viewport: { width: 390, height: 800 }, colorScheme: 'dark' })
  const { page } = lena
  await page.evaluate(() => localStorage.setItem('chat.preferences', JSON.stringify({ theme: 'dark', language: 'de' })))
  await page.reload()
  await lena.online()
  await page.getByRole('searchbox').fill(word)
  await page.getByRole('button', { name: /Nachrichten nach/ }).click()
  const result = page.locator(`[data-result="${roomId}/1"], [data-result^="${roomId}/"]`)
  await result.first().waitFor()
  await lena.screenshot('search-phone')

  await result.first().click()
  await page.getByTestId('messages').getByText(`${word}patrone`).waitFor()
  await lena.screenshot('search-phone-away')
  await page.getByRole('button', { name: 'Zurück zu den Ergebnissen' }).click()
  await result.first().waitFor()
  await lena.leave()
})
