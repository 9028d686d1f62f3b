import type { Browser, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { RestCaller, unique } from '../testing/restCaller.ts'
import { server } from '../testing/server.ts'
import { launch, Person } from './person.ts'

const { url } = server
let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

/** Names and titles take a hundred characters. */
const ODD_NAMES = [
  'W'.repeat(100),
  'Donaudampfschifffahrtsgesellschaft'.repeat(2),
  'مرحبا'.repeat(15),
  'Z\u0351\u0352\u0353\u0354'.repeat(20),
  '漢字'.repeat(50),
  'a b '.repeat(25).trim(),
]

const ODD_MESSAGES = [
  'W'.repeat(200),
  `https://example.org/${'path'.repeat(60)}`,
  `\`${'code'.repeat(60)}\``,
  `\`\`\`\n${'block'.repeat(60)}\n\`\`\``,
  `> ${'quoted'.repeat(40)}`,
  `- ${'listed'.repeat(40)}\n- second`,
  `| ${'column | '.repeat(20)}\n| ${'--- | '.repeat(20)}\n| ${'cell'.repeat(30)} | `,
  'مرحبا'.repeat(40),
  'Z\u0351\u0352\u0353\u0354'.repeat(60),
]

/** What scrolls sideways or sticks out of its pane, described; code scrolls within itself. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    // Within the page, where nothing else of this file is.
    // oxlint-disable-next-line unicorn/consistent-function-scoping
    const name = (element: Element) => `${element.tagName}.${element.className} ${element.textContent?.slice(0, 30)}`
    const found: string[] = []
    const panes = [...document.querySelectorAll('dialog[open], [popover]:popover-open, nav, main, aside')].filter(
      (pane) => pane.getBoundingClientRect().width > 0,
    )
    for (const pane of panes) {
      const { left, right } = pane.getBoundingClientRect()
      if (left < -1 || right > innerWidth + 1) found.push(`pane: ${name(pane)}`)
      for (const element of [pane, ...pane.querySelectorAll('*')]) {
        const own = element.closest('dialog, [popover]')
        if (own && own !== pane && !own.contains(pane)) continue
        const { overflowX, overflowY } = getComputedStyle(element)
        const scrolls = [overflowX, overflowY].some((overflow) => overflow === 'auto' || overflow === 'scroll')
        if (scrolls && !element.matches('pre, pre > code') && element.scrollWidth > element.clientWidth + 1) found.push(`scrolls: ${name(element)}`)
        if (!element.matches('button, a, input:not([type=checkbox], [type=radio])')) continue
        const box = element.getBoundingClientRect()
        if (box.width === 0 || element.closest('pre, [data-testid=toast]')) continue
        if (box.left < left - 1 || box.right > right + 1) found.push(`cut: ${name(element)} ${box.left} ${box.right} in ${left} ${right}`)
        if (element.matches('button') && element.scrollWidth > element.clientWidth + 1) found.push(`label cut: ${name(element)}`)
      }
    }
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls')
    return found
  })
}

test.each([
  [1280, 800],
  [390, 780],
])('nothing is cut or scrolls sideways, however long and odd: %i px', async (width, height) => {
  const rest = await RestCaller.logIn(url, 'ada')
  const odd = await Promise.all(
    ODD_NAMES.map(async (userName) => {
      const userId = unique('odd')
      await rest.call('POST', '/users', { userId, userName, userRole: 'employee_l3' })
      return userId
    }),
  )
  try {
    const ticketId = unique('T'.repeat(30))
    const room = await rest.room('T'.repeat(100), ['carol', 'mona', ...odd], ticketId)
    for (const content of ODD_MESSAGES) await rest.post(room, content)
    await rest.post(`notes-${room}`, ODD_MESSAGES[0]!)
    const mona = await Person.arrive(browser, url, 'mona')
    const { page } = mona
    await page.setViewportSize({ width, height })
    await page.locator('[data-conversation]').first().waitFor()
    expect(await tooWide(page), 'the list').toEqual([])
    const search = page.getByRole('searchbox').first()
    await search.fill(ODD_NAMES[0]!.slice(0, 50))
    await page.locator(`[data-person=${odd[0]}]`).waitFor()
    await mona.screenshot(`odd-list-${width}`)
    expect(await tooWide(page), 'people').toEqual([])
    await search.fill('')

    await mona.open(room)
    await mona.messages.locator('li').last().waitFor()
    await mona.screenshot(`odd-conversation-${width}`)
    expect(await tooWide(page), 'the conversation').toEqual([])
    await mona.scroll(-100_000)
    expect(await tooWide(page), 'its beginning').toEqual([])
    if (width < 1280) await page.getByRole('button', { name: 'Details' }).click()
    await page.locator(`[data-member=${odd[0]}]`).waitFor()
    await mona.screenshot(`odd-details-${width}`)
    expect(await tooWide(page), 'the details').toEqual([])
    await page.getByRole('button', { name: 'Add people' }).click()
    expect(await tooWide(page), 'the picker').toEqual([])
    await page.keyboard.press('Escape')

    await page.keyboard.press('Control+k')
    await page.getByRole('option').first().waitFor()
    await page.getByRole('dialog').getByRole('combobox').fill('W'.repeat(20))
    const option = page.getByRole('option', { name: ODD_NAMES[0]! })
    await option.first().waitFor()
    expect((await option.first().getByText(ODD_NAMES[0]!, { exact: true }).boundingBox())!.width, 'a row is not blank').toBeGreaterThan(100)
    await mona.screenshot(`odd-switcher-${width}`)
    expect(await tooWide(page), 'the switcher').toEqual([])
    expect(mona.complaints).toEqual([])
    await mona.leave()
  } finally {
    await Promise.all(odd.map((userId) => rest.call('PATCH', `/users/${userId}`, { enabled: false })))
  }
})

test('German words have room, too, and a count beside them', async () => {
  const ada = await RestCaller.logIn(url, 'ada')
  const userId = unique('new-person')
  await ada.call('POST', '/users', { userId, userName: 'New Person', userRole: 'employee_l1', password: 'chat-demo' })
  // So many that people have a tab of their own.
  await Promise.all(Array.from({ length: 21 }, (_, index) => ada.room(`Room ${index}`, [userId])))
  await (await RestCaller.logIn(url, 'carol')).call('POST', '/tickets', { title: unique('Drucker') })
  const newPerson = await Person.arrive(browser, url, userId)
  const { page } = newPerson
  await page.evaluate(() => localStorage.setItem('chat.preferences', JSON.stringify({ language: 'de' })))
  await page.reload()
  await page.getByRole('tab', { name: 'Personen' }).waitFor()
  await page.getByRole('tab', { name: /Tickets \d/ }).waitFor()
  await newPerson.screenshot('german-list')
  expect(await tooWide(page)).toEqual([])
  await newPerson.leave()
  await ada.call('PATCH', `/users/${userId}`, { enabled: false })
})
