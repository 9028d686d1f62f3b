import { readFileSync } from 'node:fs'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { RestCaller, unique } from '../testing/restCaller.ts'
import { server } from '../testing/server.ts'
import { violations } from './axe.ts'
import { Keys, unreached } from './keys.ts'
import { launch, Person } from './person.ts'

const { url } = server
/** Where the server may call webhooks. */
const { pushService: receiver, mailPort } = server
let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

const WIDE = { width: 1360, height: 820 }
const NARROW = { width: 390, height: 780 }
type Look = [name: string, options: BrowserContextOptions & { viewport: typeof WIDE }]
const looks: Look[] = [
  ['wide-dark', { colorScheme: 'dark', viewport: WIDE, locale: 'de-DE' }],
  ['narrow-dark', { colorScheme: 'dark', viewport: NARROW }],
  ['wide-light', { colorScheme: 'light', viewport: WIDE }],
  ['narrow-light', { colorScheme: 'light', viewport: NARROW, hasTouch: true, isMobile: true, locale: 'de-DE' }],
]
/** Who looks at the pictures sees each page in each look; else the pages take turns. */
const turnsOfLooks: [which: string, looks: Look[]][] = process.env.SCREENSHOTS ? looks.map((look) => [look[0], [look]]) : [['by turns', looks]]

test('an administrator makes an account, who can log in, ends their sessions, disables and erases it', async () => {
  const ada = await Person.arrive(browser, url, 'ada')
  const { page } = ada
  const userId = unique('new-person')
  await page.getByRole('button', { name: 'Your menu' }).click()
  await page.getByRole('link', { name: 'Administration' }).click()
  await page.getByRole('heading', { name: 'People', level: 1 }).waitFor()
  const keys = new Keys(ada)
  await keys.choose('New person')
  await expect.poll(() => keys.focused()).toBe('User ID')
  await keys.type(userId)
  await keys.tabTo('Name')
  await keys.type('New Person')
  await keys.tabTo(/^Role/)
  await keys.press('ArrowDown')
  expect(await page.getByRole('dialog').getByLabel('Role').inputValue()).toBe('employee_l1')
  await keys.tabTo(/^Password/)
  await keys.type('chat-demo')
  await keys.choose('Create')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await keys.focused()).toBe('New person')

  const newPerson = await Person.arrive(browser, url, userId)
  await newPerson.page.getByRole('tab', { name: 'Tickets' }).waitFor()

  await page.getByRole('searchbox').fill(userId)
  await page.getByRole('button', { name: 'Edit New Person' }).click()
  await page.getByRole('button', { name: 'End all sessions' }).click()
  await newPerson.page.getByText('Your session has ended').waitFor()
  await page.getByRole('button', { name: 'Disable the account' }).click()
  await page.getByRole('heading', { name: 'There is nobody here' }).waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('People')
  await page.getByText('Disabled', { exact: true }).click()
  await page.locator(`[data-item=${userId}]`).waitFor()

  await page.getByRole('button', { name: 'Edit New Person' }).click()
  await page.getByRole('button', { name: 'Make a copy' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download the copy' }).click()
  expect((await download).suggestedFilename()).toBe(`export-${userId}.zip`)
  await page.getByRole('button', { name: 'Erase…' }).click()
  await page.getByLabel('Reason').fill('asked for on the phone')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByText('Erase New Person, with all messages and files?').waitFor()
  await ada.screenshot('admin-erase')
  await page.getByRole('button', { name: 'Erase for good' }).click()
  await page.getByText('Everything is erased.').waitFor()
  expect(ada.complaints).toEqual([])
  await Promise.all([ada.leave(), newPerson.leave()])
})

test('a file is checked before it is imported', async () => {
  const ada = await Person.arrive(browser, `${url}/#/admin/people`, 'ada')
  const { page } = ada
  const [newPerson, secondPerson] = [unique('new-person'), unique('second-person')]
  const choose = (content: string) => page.getByLabel('CSV file').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(content) })
  await page.getByRole('link', { name: 'Import from CSV' }).click()
  await choose(`userId,userName,userRole\n${newPerson},New Person,employee_l1\n${newPerson},New Person,client\n${secondPerson},=cmd,client\nx,X,boss\n`)
  await page.getByText('4 lines, 3 with errors').waitFor()
  await page.getByText('An earlier line has the same user ID.').waitFor()
  expect(await page.getByRole('button', { name: /^Import/ }).isDisabled()).toBe(true)
  await choose('userId;userName\n')
  await page.getByText('these are missing: userRole').waitFor()
  await choose(
    `userId,userName,userRole,mail\n${newPerson},New Person,employee_l1,${newPerson}@example.org\n${secondPerson},"Person, Second",client,\nada,ada,admin,\n`,
  )
  await page.getByText('3 lines without errors, 2 of them new or changed.').waitFor()
  await page.getByRole('row', { name: 'Line 2' }).getByText('New Person').waitFor()
  await page.getByRole('row', { name: 'Line 2' }).getByText('Support L1').waitFor()
  await page.getByRole('button', { name: 'Import 2 people' }).click()
  await page.getByText('Imported 2 people.').waitFor()
  await page.getByRole('button', { name: 'Invite them by mail' }).click()
  await page.getByText(mailPort === null ? 'No mail can be sent' : '1 invitation is on its way.').waitFor()
  // Nobody listens at its address.
  if (mailPort !== null) await page.getByText('The invitations wait').waitFor()
  await page.reload()
  await choose(`userId,userName,userRole,mail\n${newPerson},Newer Person,employee_l2,\n`)
  const line = page.getByRole('row', { name: 'Line 2' })
  await line.getByText('Changed').waitFor()
  expect(await line.getByRole('cell').last().innerText()).toBe('Name: New Person → Newer Person\nRole: Support L1 → Support L2')
  await page.getByRole('link', { name: 'All people' }).click()
  await page.getByRole('searchbox').fill(secondPerson)
  await page.locator(`[data-item=${secondPerson}]`, { hasText: 'Person, Second' }).waitFor()
  const rest = await RestCaller.logIn(url, 'ada')
  await Promise.all([newPerson, secondPerson].map((userId) => rest.call('PATCH', `/users/${userId}`, { enabled: false })))
  expect(ada.complaints).toEqual([])
  await ada.leave()
})

test('rooms get and lose members, and the audit log says by whom', async () => {
  const name = unique('Second line')
  const lena = await RestCaller.logIn(url, 'lena')
  const roomId = await lena.room(name, ['mona'])
  const ada = await Person.arrive(browser, `${url}/#/admin/rooms`, 'ada')
  const { page } = ada
  await page.getByRole('searchbox').fill(name)
  await page.getByRole('button', { name: `Members of ${name}` }).click()
  const dialog = page.getByRole('dialog', { name: `Members of ${name}` })
  await dialog.getByRole('button', { name: 'Remove mona' }).click()
  await dialog.locator('[data-person=mona]').waitFor({ state: 'detached' })
  await dialog.getByRole('searchbox', { name: 'Add somebody' }).fill('carol')
  await dialog.getByRole('button', { name: 'Add carol' }).click()
  await dialog.getByText('This room does not admit this person').waitFor()
  await dialog.getByRole('searchbox', { name: 'Add somebody' }).fill('ravi')
  await dialog.getByRole('button', { name: 'Add ravi' }).click()
  await dialog.getByRole('button', { name: 'Remove ravi' }).waitFor()
  await page.keyboard.press('Escape')

  const member = await Person.arrive(browser, url, 'lena')
  await member.open(roomId)
  await page.getByRole('button', { name: `Change ${name}` }).click()
  await page.getByLabel('Name', { exact: true }).fill(`${name} of all`)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await member.page.getByRole('heading', { name: `${name} of all`, level: 1 }).waitFor()
  const said = member.messages.getByText('said in the room')
  await lena.post(roomId, 'said in the room')
  await said.waitFor()
  await page.getByRole('button', { name: `Members of ${name} of all` }).click()
  await page.getByRole('button', { name: 'Erase…' }).click()
  await page.getByLabel('Reason').fill('asked for on the phone')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByText(`Erase all messages and files of ${name} of all?`).waitFor()
  await page.getByRole('button', { name: 'Erase for good' }).click()
  await page.getByText('Everything is erased.').waitFor()
  await said.waitFor({ state: 'detached' })
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: `Change ${name} of all` }).click()
  await page.getByRole('button', { name: 'Archive', exact: true }).click()
  await member.page.getByText('This room is archived').waitFor()
  await member.page.locator(`[data-conversation="${roomId}"]`).waitFor({ state: 'detached' })
  await page.locator(`[data-item="${roomId}"]`).waitFor({ state: 'detached' })
  await page.getByLabel('Kind').selectOption('archived')
  await page.getByRole('button', { name: `Change ${name} of all` }).click()
  await page.getByRole('button', { name: 'Bring back' }).click()
  await member.composer.waitFor()
  await member.page.locator(`[data-conversation="${roomId}"]`).waitFor()
  expect(member.complaints).toEqual([])
  await member.leave()

  await page.getByRole('link', { name: 'Audit log' }).click()
  await page.getByLabel('To what').fill(`conversation:${roomId}`)
  const entries = page.getByRole('rowheader')
  const changes = ['room.changed', 'room.changed', 'conversation.erased', 'conversation.erasure_requested', 'room.changed']
  await expect.poll(() => entries.allInnerTexts()).toEqual([...changes, 'member.added', 'member.removed', 'room.opened'])
  await page.getByLabel('What', { exact: true }).fill('member.added')
  await expect.poll(() => entries.allInnerTexts()).toEqual(['member.added'])
  await page.getByRole('button', { name: /^Details of member.added/ }).click()
  await page.getByRole('dialog').getByText('"userId": "ravi"').waitFor()
  await page.keyboard.press('Escape')
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save as CSV' }).click()
  const csv = readFileSync(await (await downloading).path(), 'utf8')
  expect(csv.trim().split('\n')).toHaveLength(2)
  await page.getByRole('button', { name: 'Check the chain' }).click()
  await page.getByText(/^The chain is unbroken: [\d,]+ entries\.$/).waitFor()
  await page.getByLabel('Before', { exact: true }).fill('2001-01-01T00:00')
  await page.getByRole('heading', { name: 'There are no entries' }).waitFor()
  expect(ada.complaints).toEqual([])
  await ada.leave()
})

test('the pages are walked through, and a rule and a webhook are made and deleted, without a mouse', async () => {
  const ada = new Keys(await Person.arrive(browser, url, 'ada'))
  const { page } = ada.person
  await ada.choose('Your menu')
  await ada.choose('Administration')
  await page.getByRole('heading', { name: 'People', level: 1 }).waitFor()
  await ada.tabTo('People')
  for (const name of ['Rooms', 'Webhooks', 'Dead letters', 'Audit log', 'Hours and holidays', 'Retention', 'System', 'Rules']) {
    // The heading has the focus, and is behind the links.
    await ada.tabTo(name, 'Shift+Tab')
    await ada.press('Enter')
    await page.getByRole('heading', { name, level: 1 }).waitFor()
    await expect.poll(() => ada.focused()).toBe(name)
  }
  await ada.choose('New rule')
  await page.getByRole('dialog').waitFor()
  await ada.tabTo(/^When/)
  await ada.press('End')
  await ada.press('ArrowUp')
  expect(await page.getByLabel('When').inputValue()).toBe('no_answer')
  await ada.tabTo(/^Answer/)
  const answer = unique('Written without a mouse')
  await ada.type(answer)
  await ada.choose('Save')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByRole('row', { name: answer }).waitFor()
  expect(await ada.focused()).toBe('New rule')
  await ada.choose(/^Delete: No answer/)
  await page.getByRole('dialog').waitFor()
  await expect.poll(() => ada.focused()).toBe('Cancel')
  await ada.choose('Delete')
  await page.getByRole('row', { name: answer }).waitFor({ state: 'detached' })
  await expect.poll(() => ada.focused()).toBe('Rules')

  if (receiver) {
    const address = `${receiver}/${unique('without-a-mouse')}`
    await ada.tabTo('Webhooks', 'Shift+Tab')
    await ada.press('Enter')
    await ada.choose('New webhook')
    await expect.poll(() => ada.focused()).toBe('Address')
    await ada.type(address)
    await ada.choose('Create')
    // It is shown once, selected.
    await page.getByRole('dialog', { name: 'Secret' }).waitFor()
    await expect.poll(() => ada.focused()).toBe('Secret')
    await ada.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await ada.choose(`Delete ${address}`)
    await expect.poll(() => ada.focused()).toBe('Cancel')
    await ada.choose('Delete')
    await page.getByRole('row', { name: address }).waitFor({ state: 'detached' })
    await expect.poll(() => ada.focused()).toBe('Webhooks')
  }
  expect(ada.person.complaints).toEqual([])
  await ada.person.leave()
})

test('of two administrators who change one rule the slower one is told', async () => {
  const answer = unique('We are back at nine')
  const ada = await Person.arrive(browser, `${url}/#/admin/rules`, 'ada')
  const { page } = ada
  await page.getByRole('button', { name: 'New rule' }).click()
  await page.getByLabel('When').selectOption('no_answer')
  await page.getByLabel('Minutes without an answer').fill('10080')
  await page.getByLabel('Answer', { exact: true }).fill(`${answer} {nobody}`)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('The server does not accept this').waitFor()
  await page.getByLabel('Answer', { exact: true }).fill(`${answer}, **{status}**`)
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.getByText('it would say:').waitFor()
  await page.getByRole('status').getByText(answer).waitFor()
  await page.getByLabel('Answer', { exact: true }).fill(answer)
  await page.getByRole('status').getByText(answer).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  const row = page.getByRole('row', { name: answer })
  await row.getByRole('button', { name: /^Edit/ }).click()
  await page.getByLabel('Answer', { exact: true }).fill('Mine')

  const rest = await RestCaller.logIn(url, 'ada')
  const { items } = await rest.call<{ items: { ruleId: string; content: string }[] }>('GET', '/automation-rules')
  const { ruleId } = items.find(({ content }) => content === answer)!
  await rest.call('PUT', `/automation-rules/${ruleId}`, { trigger: 'no_answer', afterSeconds: 604_800, content: `${answer}, theirs` })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Somebody else has changed this rule meanwhile').waitFor()
  await page.getByRole('button', { name: 'Show theirs' }).click()
  await expect.poll(() => page.getByLabel('Answer', { exact: true }).inputValue()).toBe(`${answer}, theirs`)
  await page.keyboard.press('Escape')
  await page
    .getByRole('row', { name: answer })
    .getByRole('button', { name: /^Delete/ })
    .click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('row', { name: answer }).waitFor({ state: 'detached' })
  expect(ada.complaints).toEqual([])
  await ada.leave()
})

test('an administrator changes hours, clients see it, and the slower of two is told', async () => {
  const rest = await RestCaller.logIn(url, 'ada')
  const before = await rest.call<object>('GET', '/opening-hours')
  const ada = await Person.arrive(browser, `${url}/#/admin/hours`, 'ada')
  const { page } = ada
  const hours = page.getByRole('group', { name: 'Hours 1' })
  await hours.getByLabel('Saturday').check()
  await hours.getByLabel('Sunday').check()
  await hours.getByLabel('From').fill('00:00')
  await hours.getByLabel('To').fill('24:00')
  const keys = new Keys(ada)
  await keys.choose('Add a holiday')
  await expect.poll(() => keys.focused()).toBe('First day')
  // In which order day and month are typed depends on the browser.
  await keys.type('11112099')
  expect(await page.getByLabel('Last day').inputValue()).toBe('2099-11-11')
  await keys.tabTo('Name')
  await keys.type('Party')
  await keys.choose('Save')
  await page.getByText('Saved.').waitFor()
  expect(await rest.call('GET', '/opening-hours')).toMatchObject({ holidays: [{ from: '2099-11-11', to: '2099-11-11', name: 'Party' }] })
  const carol = await Person.arrive(browser, url, 'carol')
  await carol.page.getByText('Support is open now.').waitFor()

  await rest.call('PUT', '/opening-hours', before)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Somebody else has changed the hours meanwhile').waitFor()
  await page.getByRole('button', { name: 'Show theirs' }).click()
  await expect.poll(() => hours.getByLabel('To').inputValue()).not.toBe('24:00')
  expect([...ada.complaints, ...carol.complaints]).toEqual([])
  await Promise.all([ada.leave(), carol.leave()])
})

test('an administrator holds a conversation from its details, sees it under Retention and releases it there', async () => {
  const rest = await RestCaller.logIn(url, 'ada')
  const name = unique('evidence')
  const room = await rest.room(name, [])
  const ada = await Person.arrive(browser, url, 'ada')
  const { page } = ada
  // Details are open on a wide screen.
  await ada.open(room)
  await page.getByRole('button', { name: 'Hold…' }).click()
  await page.getByLabel('Reason').fill('a law suit')
  await page.getByRole('dialog').getByRole('button', { name: 'Hold', exact: true }).click()
  await page.getByText('Held by ada').waitFor()
  await expect(rest.call('POST', `/conversations/${room}/erasure`, { reason: 'asked for' })).rejects.toThrow('held')

  await page.evaluate(() => void (location.hash = '#/admin/retention'))
  await page.getByRole('button', { name: `Release ${name}` }).click()
  await page.getByLabel('Reason').fill('settled')
  await page.getByRole('dialog').getByRole('button', { name: 'Release', exact: true }).click()
  await page.locator(`[data-item="${room}"]`).waitFor({ state: 'detached' })
  expect(ada.complaints).toEqual([])
  await ada.leave()
})

test.each(turnsOfLooks)('axe finds nothing serious on the pages, and Tab leads everywhere, %s', async (_which, turns) => {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...turns[0]![1] })
  const ada = new Person('ada', context, await context.newPage())
  const { page } = ada
  const rest = await RestCaller.logIn(url, 'ada')
  const rules: string[] = []
  for (const rule of [
    { trigger: 'outside_hours', content: 'Thank you for your message. We are back on Monday at nine, and will look at {number} first.' },
    { trigger: 'outside_hours', content: 'Nobody is here.' },
    { trigger: 'no_answer', afterSeconds: 1800, content: 'We have not forgotten you.' },
    { trigger: 'status', status: 'Waiting for spare part', content: '{requester}, the part is on its way.' },
  ]) {
    rules.push((await rest.call<{ ruleId: string }>('POST', '/automation-rules', rule)).ruleId)
  }
  const webhook = receiver
    ? (
        await rest.call<{ webhookId: string }>('POST', '/webhooks', {
          url: `${receiver}/a-program-with-a-long-address`,
          events: ['message.created', 'ticket.*'],
        })
      ).webhookId
    : null
  if (webhook) await rest.call('POST', `/webhooks/${webhook}/test`)

  await page.goto(`${url}/#/admin/people`)
  await page.locator('input').first().fill('ada')
  await page.locator('input').nth(1).fill('chat-demo')
  await page.keyboard.press('Enter')
  let seen = 0
  const see = async (name: string) => {
    const [look, { viewport, colorScheme = null }] = turns[seen++ % turns.length]!
    if (turns.length > 1) {
      await page.setViewportSize(viewport)
      await page.emulateMedia({ colorScheme })
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
    }
    await ada.screenshot(`admin-${look}-${name}`)
    expect(await violations(ada), `${name}, ${look}`).toEqual([])
    expect(await unreached(page), `${name} by keyboard`).toEqual([])
    if (!process.env.SCREENSHOTS) return
    const scroll = (to: number) => page.locator('main').evaluate((main, top) => main.scrollTo(0, top), to)
    await scroll(Number.MAX_SAFE_INTEGER)
    if (await page.locator('main').evaluate((main) => main.scrollTop > 0)) await ada.screenshot(`admin-${look}-${name}-end`)
    await scroll(0)
  }
  const go = (hash: string) => page.evaluate((to) => void (location.hash = to), `#/admin/${hash}`)

  const held = await rest.room('Kestrel law suit', [])
  await rest.call('PUT', `/conversations/${held}/hold`, { reason: 'Kestrel against us, file 2026/117' })

  await page.locator('[data-item=carol]').waitFor()
  await see('people')
  await page.locator('[data-item=carol] button').click()
  await page.getByRole('dialog').waitFor()
  await see('person')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /New person|Neue Person/ }).click()
  await see('new-person')
  await page.keyboard.press('Escape')
  await page.getByRole('searchbox').fill('nobody is called like this')
  await page.getByRole('heading', { name: /There is nobody|Hier ist niemand/ }).waitFor()
  await see('people-none')
  await go('people/import')
  const lines = 'userId,userName,userRole\nnew-person,New Person,employee_l1\nlena,Lena Renamed,employee_l1\nmona,mona,employee_l3\nx,X,boss\n'
  await page.locator('input[type=file]').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(lines) })
  await page.getByRole('rowheader').first().waitFor()
  await see('import')
  await go('webhooks')
  await page.locator(webhook ? `[data-item="${webhook}"]` : 'h2').waitFor()
  await see('webhooks')
  if (webhook) {
    await go(`webhooks/${webhook}`)
    await page.getByRole('rowheader', { name: 'webhook.test' }).waitFor()
    await see('calls')
    await go('webhooks')
    await page
      .locator(`[data-item="${webhook}"]`)
      .getByRole('button', { name: /^Edit|bearbeiten$/ })
      .click()
    await see('webhook')
    await page.keyboard.press('Escape')
    await page
      .locator(`[data-item="${webhook}"]`)
      .getByRole('button', { name: /^Delete|löschen$/ })
      .click()
    await see('webhook-delete')
    await page.keyboard.press('Escape')
  }
  await go('dead-letters')
  await page.getByRole('heading', { level: 2 }).waitFor()
  await see('dead-letters')
  await go('rules')
  await page.locator(`[data-item="${rules[2]}"]`).waitFor()
  await see('rules')
  await page.locator(`[data-item="${rules[1]}"] button`).first().click()
  await page.locator('textarea').waitFor()
  await page.getByRole('button', { name: /^Preview|Vorschau$/ }).click()
  await page.getByText(/would say|würde sie sagen/).waitFor()
  await see('rule')
  await page.keyboard.press('Escape')
  await go('rooms')
  await page.locator('[data-item=support]').waitFor()
  await see('rooms')
  await page.locator('[data-item=support] button').first().click()
  await page.getByRole('dialog').waitFor()
  await see('room')
  await page.keyboard.press('Escape')
  await page.locator('[data-item=support] button').last().click()
  await page.getByRole('dialog').getByRole('searchbox').fill('a')
  await page.getByRole('dialog').locator('[data-person=dave]').waitFor()
  await see('members')
  await page.keyboard.press('Escape')
  await go('audit')
  await page.getByRole('rowheader').first().waitFor()
  await page.getByRole('button', { name: /Check the chain|Kette prüfen/ }).click()
  await page.locator('[data-chain] p').first().waitFor()
  await see('audit')
  await page
    .getByRole('button', { name: /^Details/ })
    .first()
    .click()
  await page.getByRole('dialog').waitFor()
  await see('audit-entry')
  await page.keyboard.press('Escape')
  await go('hours')
  await page.getByRole('checkbox').first().waitFor()
  await page.getByRole('button', { name: /Add a holiday|Feiertag hinzufügen/ }).click()
  await see('hours')
  await go('retention')
  await page.locator(`[data-item="${held}"]`).waitFor()
  await see('retention')
  await go('system')
  await page.locator('[data-item=db]').waitFor()
  await see('system')
  await page.route('**/api/v1/system', (route) => route.abort())
  await page.getByRole('button', { name: /Refresh|Aktualisieren/ }).click()
  await page.getByRole('button', { name: /Try again|Erneut versuchen/ }).waitFor()
  await see('failed')
  await page.unroute('**/api/v1/system')
  await page.getByRole('button', { name: /Try again|Erneut versuchen/ }).click()
  await page.locator('[data-item=db]').waitFor()
  await go('nowhere')
  await page.getByRole('heading', { name: /does not exist|gibt es nicht/ }).waitFor()
  await see('not-found')

  for (const ruleId of rules) await rest.call('DELETE', `/automation-rules/${ruleId}`)
  if (webhook) await rest.call('DELETE', `/webhooks/${webhook}`)
  expect(ada.complaints).toEqual([])
  await ada.leave()
})

test('the first administrator, who is alone, finds the way to invite people', async () => {
  const context = await browser.newContext({ viewport: { width: 1360, height: 820 }, locale: 'en-GB' })
  const ada = new Person('ada', context, await context.newPage())
  const { page } = ada
  await page.route('**/api/v1/users?*', (route) => route.fulfill({ json: { items: [], nextCursor: null } }))
  await page.goto(url)
  await ada.logIn()
  await page.getByText('Nobody else has an account yet.').waitFor()
  expect(await page.getByText('Choose somebody below').count()).toBe(0)
  await page.unroute('**/api/v1/users?*')
  await page.getByRole('link', { name: 'Invite people' }).click()
  await page.getByRole('heading', { name: 'People', level: 1 }).waitFor()
  expect(ada.complaints).toEqual([])
  await ada.leave()
})

test('the system page says where to look when no mails are sent, has the index made anew, and everybody load again', async () => {
  const ada = await Person.arrive(browser, url, 'ada')
  const { page } = ada
  await page.route('**/api/v1/system', async (route) => {
    const response = await route.fetch()
    const state = (await response.json()) as { parts: object }
    await route.fulfill({ response, json: { ...state, parts: { ...state.parts, mail: 'unknown' } } })
  })
  await page.evaluate(() => void (location.hash = '#/admin/system'))
  await page.locator('[data-item=mail]').getByText('No mails: see the log').waitFor()
  await page.getByText('It is switched off: messages and files are stored as they are.').waitFor()
  await page.getByRole('button', { name: 'Make the index anew' }).click()
  await page.getByRole('status').getByText('The index is being made anew').waitFor()

  const rest = await RestCaller.logIn(url, 'ada')
  const room = await rest.room(unique('epoch'), [])
  const epoch = async () => (await rest.call<{ epoch?: string }>('GET', `/conversations/${room}/events`)).epoch
  const before = await epoch()
  expect(before).toBeTruthy()
  await page.getByRole('button', { name: 'Make everybody load again' }).click()
  const connecting = page.waitForEvent('websocket')
  await page.getByRole('dialog').getByRole('button', { name: 'Make everybody load again' }).click()
  await page.getByRole('status').getByText('Everybody loads again.').waitFor()
  await connecting
  await ada.online()
  expect(await epoch()).not.toBe(before)
  expect(ada.complaints).toEqual([])
  await ada.leave()
})
