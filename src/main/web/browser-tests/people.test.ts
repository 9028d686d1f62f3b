import type { Browser } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { RestCaller, unique } from '../testing/restCaller.ts'
import { server } from '../testing/server.ts'
import { launch, Person } from './person.ts'

const { url } = server
/** More than a page of them. */
const MANY = 120
let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

test('among many people those who are here stand first, and all can be reached', async () => {
  const rest = await RestCaller.logIn(url, 'ada')
  const prefix = unique('p')
  const ids = Array.from({ length: MANY }, (_, index) => `${prefix}-${String(index).padStart(3, '0')}`)
  // The last two have one name.
  const nameOf = (index: number) => (index < MANY - 2 ? `Zz ${ids[index]}` : `Zz ${prefix} Ann`)
  // One after the other: each is an entry of the audit log, and those wait for each other.
  for (const [index, userId] of ids.entries()) {
    await rest.call('POST', '/users', { userId, userName: nameOf(index), userRole: 'employee_l2' })
  }
  try {
    const [mona, ravi] = await Promise.all(['mona', 'ravi'].map((userId) => Person.arrive(browser, url, userId)))
    const { page } = mona!
    await page.getByRole('tab', { name: 'People' }).click()
    await page.locator('[data-person=ravi]', { hasText: 'Online' }).waitFor()
    expect(await page.locator('[data-person]').first().innerText(), 'the first in the list is here').toContain('Online')
    await mona!.screenshot('people')
    expect(await page.locator(`[data-person=${ids[MANY - 3]}]`).count(), 'the second page is not loaded yet').toBe(0)

    const last = page.locator(`[data-person=${ids[MANY - 3]}]`)
    await expect
      .poll(async () => {
        await page.locator('[data-person]').last().scrollIntoViewIfNeeded()
        return last.count()
      })
      .toBe(1)
    for (const id of ids.slice(-2)) expect(await page.locator(`[data-person=${id}]`).textContent(), 'namesakes are told apart').toContain(id)
    expect(await page.locator('[data-person=ravi]').textContent()).not.toContain('ravi ·')

    await ravi!.leave()
    await page.locator('[data-person=ravi]', { hasText: 'Last seen' }).waitFor()

    const search = page.getByRole('searchbox', { name: 'Search people and conversations' })
    await search.fill(nameOf(MANY - 3))
    await expect.poll(() => page.locator('[data-person]').count()).toBe(1)
    await page.getByRole('tab', { name: 'Chats' }).click()
    await page.locator(`[data-person=${ids[MANY - 3]}]`).waitFor()
    await mona!.leave()
  } finally {
    for (const userId of ids) await rest.call('PATCH', `/users/${userId}`, { enabled: false })
  }
})
