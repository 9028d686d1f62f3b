import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { RestCaller, unique } from '../testing/restCaller.ts'
import { server, turn } from '../testing/server.ts'
import { launch, Person } from './person.ts'

const { url, secondUrl } = server
let browser: Browser

beforeAll(async () => {
  const [launched] = await Promise.all([launch(), secondUrl && turn('run/second-node')])
  browser = launched
})
afterAll(async () => {
  if (secondUrl) await turn('stop/second-node')
})

const action = (person: Person, name: string) => person.page.getByRole('menu').getByRole(/React/.test(name) ? 'menuitemcheckbox' : 'menuitem', { name })

async function openMenu(person: Person, words: string): Promise<void> {
  await person.row(words).hover()
  await person.row(words).getByRole('button', { name: 'Message actions' }).click()
}

test('two people react at once, each at a node of their own if there are two, edit, reply and delete', async () => {
  const [lena, carol] = [
    await Person.arrive(browser, url, 'lena'),
    await Person.arrive(browser, secondUrl ?? url, 'carol', { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true, colorScheme: 'dark' }),
  ]
  const caller = await RestCaller.logIn(url, 'carol')
  const talk = await caller.direct('lena')
  const [question, better, answer] = [unique('question'), unique('better'), unique('answer')]
  await lena.open(talk)
  await carol.open(talk)
  await lena.write(question)
  await carol.sees(question)

  // At once: one by mouse, one by a finger that stays.
  await openMenu(lena, question)
  await carol.hold(carol.row(question).locator('[data-seq] [dir="auto"]'), carol.page.getByRole('menu'))
  await Promise.all([lena.screenshot('changes-menu'), carol.screenshot('changes-menu-390-dark')])
  await Promise.all([action(lena, 'React with 🎉').click(), action(carol, 'React with 🎉').click()])
  for (const person of [lena, carol]) {
    await person.row(question).getByRole('button', { name: /^🎉/, pressed: true }).getByText('2').waitFor()
  }

  // By the key of a context menu it says who it was.
  await lena.row(question).getByRole('button', { name: /^🎉/ }).focus()
  await lena.page.keyboard.press('ContextMenu')
  const reactors = lena.page.getByRole('dialog', { name: 'Reactions' })
  await expect.poll(async () => (await reactors.locator('li bdi').allInnerTexts()).toSorted()).toEqual(['carol', 'lena'])
  await lena.screenshot('changes-reactors')
  await lena.page.keyboard.press('Escape')
  await expect.poll(() => lena.page.evaluate(() => document.activeElement?.textContent)).toBe('🎉 2')

  // Arrow up edits the last own message, in its place.
  await lena.composer.press('ArrowUp')
  const edit = lena.page.getByRole('textbox', { name: 'Edit the message' })
  await edit.fill(better)
  await lena.screenshot('changes-edit')
  await edit.press('Enter')
  await carol.row(better).getByText('edited').waitFor()
  expect(await carol.messages.getByText(question).count()).toBe(0)
  await expect.poll(() => lena.composer.evaluate((element) => element === document.activeElement)).toBe(true)

  // By the right button, where no text is selected; and beside the message, without a menu.
  await lena.row(better).getByText(better).click({ button: 'right' })
  await action(lena, 'Reply').waitFor()
  await lena.page.keyboard.press('Escape')
  await lena.row(better).getByRole('button', { name: 'Reply' }).click()
  await lena.page.getByText('Reply to lena').waitFor()
  await lena.write(answer)
  const quote = carol.row(answer).locator('[data-quote]')
  await quote.getByText(better).waitFor()
  await quote.click()
  await expect.poll(() => carol.page.url()).toMatch(new RegExp(`${talk}/\\d+$`))
  await Promise.all([lena.screenshot('changes-reply'), carol.screenshot('changes-reply-390-dark')])

  // A message that comes moves the list, and leaves an open menu where it belongs; Esc leads back
  // to its button.
  await openMenu(lena, answer)
  const come = Array.from({ length: 3 }, () => unique('comes'))
  for (const words of come) {
    await caller.post(talk, words)
    await lena.sees(words)
  }
  await lena.page.getByRole('menu').waitFor()
  await lena.page.keyboard.press('Escape')
  await expect.poll(() => lena.page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Message actions')

  // By keyboard alone: the button of the message, its menu, the question.
  // The answer shows these words as well.
  await lena.messages.locator('li', { hasText: better }).first().getByRole('button', { name: 'Message actions' }).focus()
  await lena.page.keyboard.press('Enter')
  await lena.page.getByRole('menu').waitFor()
  await lena.page.keyboard.press('ArrowUp')
  await expect.poll(() => lena.page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Delete')
  await lena.page.keyboard.press('Enter')
  await lena.page.getByRole('dialog', { name: 'Delete this message?' }).waitFor()
  await lena.screenshot('changes-delete')
  // What cannot be undone takes a step more.
  await lena.page.keyboard.press('Tab')
  await lena.page.keyboard.press('Enter')
  await carol.row(answer).locator('[data-quote]').getByText('This message was deleted').waitFor()
  expect(await carol.messages.getByText(better).count()).toBe(0)
  await expect.poll(() => lena.page.evaluate(() => document.activeElement?.hasAttribute('data-seq'))).toBe(true)
  await Promise.all([lena.screenshot('changes-deleted'), carol.screenshot('changes-deleted-390-dark')])
  expect([...lena.complaints, ...carol.complaints]).toEqual([])
  await Promise.all([lena.leave(), carol.leave()])
})
