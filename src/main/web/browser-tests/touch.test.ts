import type { Ticket } from '@sealkloud/chat-client'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { RestCaller, unique } from '../testing/restCaller.ts'
import { server } from '../testing/server.ts'
import { launch, Person } from './person.ts'

/** The page on a phone: fingers, a keyboard on the screen, and a Back button. */

const { url } = server
const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true, reducedMotion: 'reduce' }
let browser: Browser
let lena: RestCaller
let ravi: RestCaller
let team: string
let ticket: string
let waiting: string

beforeAll(async () => {
  browser = await launch()
  lena = await RestCaller.logIn(url, 'lena')
  ravi = await RestCaller.logIn(url, 'ravi')
  team = await lena.room(unique('Phones'), ['ravi', 'mona'])
  await lena.post(team, 'Yes')
  await lena.post(team, 'It is in the `backup.log`, see https://example.org/a')
  await ravi.post(team, 'Thank you')
  const [own, other] = [unique('P'), unique('W')]
  ticket = await lena.room(unique('Printer'), ['dave', 'ravi'], own)
  await lena.call('POST', `/tickets/${own}/claim`)
  waiting = await ravi.room(unique('Laptop'), ['dave'], other)
})

/** A picture of one pixel. */
const DOT = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGNQaHAAAAGkAOGt06eBAAAAAElFTkSuQmCC', 'base64')

/**
 * What a finger cannot be trusted to hit, what Safari would zoom into, and what reaches beyond the
 * screen.
 */
function unfit({ page }: Person): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    const interactive = 'a[href], button, input, select, textarea, [role=tab], [role=option], [tabindex="0"]:not([role=region])'
    for (const element of document.querySelectorAll<HTMLElement>(interactive)) {
      // Links within a text are as high as its lines, which is where the guidelines let them be.
      if (!element.checkVisibility() || element.closest('[inert], [dir=auto] p, [dir=auto] li')) continue
      const name = `${element.tagName} ${element.ariaLabel ?? element.title ?? ''} ${element.textContent.slice(0, 30)}`
      const choice = element instanceof HTMLInputElement && /checkbox|radio/.test(element.type)
      const { width, height, left, right } = ((choice && element.closest('label')) || element).getBoundingClientRect()
      if (width < 44 || height < 44) found.push(`${name}: ${width.toFixed(1)} x ${height.toFixed(1)}`)
      if (left < -1 || right > innerWidth + 1) found.push(`${name}: from ${left} to ${right}`)
      if (/INPUT|SELECT|TEXTAREA/.test(element.tagName) && parseFloat(getComputedStyle(element).fontSize) < 16) found.push(`${name}: small letters`)
    }
    return found
  })
}

test('every target is 44 px and every field has 16 px, in every state', async () => {
  const context = await browser.newContext({ locale: 'en-GB', ...PHONE })
  const person = new Person('lena', context, await context.newPage())
  const { page } = person
  const faults: string[] = []
  const fits = async (state: string) => {
    await person.screenshot(`touch-${state.replaceAll(' ', '-')}`)
    faults.push(...(await unfit(person)).map((fault) => `${state}: ${fault}`))
  }
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
  const dialog = (name: string | RegExp) => page.getByRole('dialog', { name })
  const closes = async () => {
    await page.keyboard.press('Escape')
    await page.locator('dialog, [popover]:popover-open').waitFor({ state: 'detached' })
  }

  await page.goto(url)
  await page.getByLabel('User name').waitFor()
  await fits('log-in')
  await person.logIn()
  await page.locator(`[data-conversation="${team}"]`).waitFor()
  await fits('list')
  await page.getByRole('searchbox', { name: 'Search people and conversations' }).fill('Thank')
  await page.getByRole('button', { name: /Search messages for/ }).click()
  await page.getByRole('region', { name: 'Search messages' }).getByText('Thank you').first().waitFor()
  await fits('search')
  await page.getByRole('region', { name: 'Search messages' }).getByRole('button', { name: 'Close' }).click()
  await page.getByRole('searchbox', { name: 'Search people and conversations' }).fill('')
  await button('Your menu').click()
  await page.getByText('Keyboard shortcuts').waitFor()
  await fits('menu')
  await page.getByText('Keyboard shortcuts').click()
  await dialog('Keyboard shortcuts').waitFor()
  await fits('shortcuts')
  await closes()
  await button('Rooms').click()
  await page.locator('[data-room]').first().waitFor()
  await fits('rooms')
  await button('New room').click()
  await page.getByRole('radio', { name: /^New ticket/ }).check()
  await page.getByRole('radio', { name: /^dave/ }).waitFor()
  await fits('new room')
  await closes()
  await page.keyboard.press('Control+k')
  await page.getByRole('option').first().waitFor()
  await fits('switcher')
  await closes()
  await page.getByRole('tab', { name: 'Tickets' }).click()
  await page.getByRole('group', { name: 'Which tickets' }).getByText('Open').click()
  await page.locator('[data-ticket]').first().waitFor()
  await fits('queue')
  await page.getByRole('tab', { name: 'Chats' }).click()

  await person.open(team)
  await person.sees('Thank you')
  await fits('conversation')
  await page.locator('[data-files]').setInputFiles([
    { name: 'dot.png', mimeType: 'image/png', buffer: DOT },
    { name: 'setup.exe', mimeType: '', buffer: Buffer.from('MZ') },
  ])
  await page.locator('[data-upload=failed]').waitFor()
  await fits('files to send')
  await button('Do not attach setup.exe').click()
  await page.locator('[data-upload=done]').waitFor()
  await button('Send').click()
  await page.locator('[data-picture=shown]').click()
  await dialog('Picture').getByRole('img').waitFor()
  await fits('viewer')
  await closes()
  await person.composer.pressSequentially(':grin')
  await page.getByRole('option').first().waitFor()
  await fits('completion')
  await person.composer.fill('')
  const edited = await lena.post(team, 'First')
  await lena.call('PATCH', `/conversations/${team}/messages/${edited.seq}`, { content: 'Second', revision: 0 })
  await lena.call('PUT', `/conversations/${team}/messages/${edited.seq}/pin`)
  await person
    .row('Second')
    .getByRole('button', { name: /^edited/ })
    .click()
  await dialog('Versions of this message').getByText('First', { exact: true }).first().waitFor()
  await fits('versions')
  await closes()
  await button('Notifications').click()
  await page.getByText('Mute this conversation').click()
  await page.getByText('Tell me if I am mentioned').waitFor()
  await fits('bell')
  await button('Notification settings').click()
  await button('Add quiet hours').click()
  await dialog('Notification settings').locator('[data-muted]').first().waitFor()
  await fits('notification settings')
  await page
    .getByRole('button', { name: /^Remove: / })
    .last()
    .click()
  await page.locator(`[data-muted="${team}"]`).getByRole('button').click()
  await closes()
  await button('Details').click()
  await page.locator('[data-member=ravi]').waitFor()
  await page.locator('[data-pin]').waitFor()
  await fits('details')
  await button('Remove ravi').click()
  await dialog('Remove ravi').waitFor()
  await fits('removal')
  await closes()
  await button('Add people').click()
  await page.getByRole('checkbox').first().waitFor()
  await fits('adding people')
  await closes()
  await button('Make a ticket of this').click()
  await page.getByLabel('Title of the ticket').waitFor()
  await fits('ticket request')
  await closes()
  await button('Close').click()

  await person.open(ticket)
  await fits('ticket')
  for (const action of ['Escalate…', 'Hand over…']) {
    await button('Actions').click()
    await dialog('Actions').getByRole('button', { name: action }).waitFor()
    await fits('ticket actions')
    await dialog('Actions').getByRole('button', { name: action }).click()
    await page.locator('dialog').waitFor()
    if (action === 'Hand over…') await page.getByRole('radio', { name: /^ravi/ }).check()
    await fits(action.replace('…', ''))
    if (action !== 'Hand over…') await closes()
  }
  await button('Offer it').click()
  await button('Withdraw the offer').waitFor()
  await fits('offer of mine')
  await button('Withdraw the offer').click()
  await person.open(`notes-${ticket}`)
  await fits('notes')
  await page.evaluate((id) => void (location.hash = `#/c/${id}`), waiting)
  await page.getByText('You read this ticket without being in its room.').waitFor()
  await fits('ticket from outside')
  const waitingId = waiting.replace('ticket-', '')
  await ravi.call('POST', `/tickets/${waitingId}/claim`)
  const offer = { toId: 'lena', note: 'On your floor', observe: true }
  const { ticket: offered } = await ravi.call<{ ticket: Ticket }>('POST', `/tickets/${waitingId}/handovers`, offer)
  await button('Accept').waitFor()
  await fits('offer')
  await button('Back to the list').click()
  await page.locator(`[data-offered="${waitingId}"]`).waitFor()
  await fits('offers')
  await ravi.call('DELETE', `/tickets/${waitingId}/handovers/${offered.handover!.handoverId}`)

  await person.open(team)
  await ravi.post(await ravi.direct('lena'), unique('toast'))
  await page.getByTestId('toast').first().waitFor()
  await fits('toast')
  await button('Dismiss').first().click()
  await person.composer.fill('x'.repeat(20_000))
  await button('Send').click()
  await page.locator('[data-outgoing=failed]').getByText('It is too long').waitFor()
  await fits('failed message')
  await button('Discard').click()
  await context.setOffline(true)
  await button('Try now').waitFor()
  await fits('offline')
  await context.setOffline(false)
  await page.locator('[data-connection]').waitFor({ state: 'detached' })
  await page.evaluate(() => void (location.hash = '#/c/nowhere'))
  await page.getByRole('heading', { name: 'This conversation does not exist' }).waitFor()
  await fits('not found')
  expect(faults).toEqual([])
  expect(person.complaints).toEqual([])
  await person.leave()
}, 120_000)

test('Enter breaks the line, the button sends, and so does Ctrl+Enter', async () => {
  const mona = await Person.arrive(browser, url, 'mona', PHONE)
  await mona.open(team)
  const [first, second] = [unique('first'), unique('second')]
  await mona.composer.pressSequentially(first)
  await mona.composer.press('Enter')
  await mona.composer.pressSequentially('and more')
  expect(await mona.composer.inputValue()).toBe(`${first}\nand more`)
  await mona.page.getByRole('button', { name: 'Send' }).tap()
  await mona.row(first).locator('[data-delivery=stored]').waitFor()
  await expect.poll(() => mona.composer.evaluate((element) => element === document.activeElement)).toBe(true)
  await mona.composer.pressSequentially(second)
  await mona.composer.press('Control+Enter')
  await mona.row(second).locator('[data-delivery=stored]').waitFor()
  await mona.leave()
})

test('fingers edit, answer, pin, copy and delete messages, complete a name, and ask who has reacted', async () => {
  const person = await Person.arrive(browser, url, 'lena', { ...PHONE, colorScheme: 'dark' })
  const { page } = person
  await page.evaluate(() => localStorage.setItem('chat.preferences', JSON.stringify({ language: 'de' })))
  await page.reload()
  await person.online()
  await person.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const menu = page.getByRole('menu')
  // A reply shows the words that it answers as well.
  const bubble = (words: string) => person.messages.locator('[data-seq] [dir="auto"]', { hasText: words }).first()
  const faults: string[] = []
  const fits = async (state: string) => {
    await person.screenshot(`touch-${state}-de-dark`)
    faults.push(...(await unfit(person)).map((fault) => `${state}: ${fault}`))
  }
  const choose = async (words: string, item: string) => {
    await person.hold(bubble(words), menu)
    await menu.getByRole('menuitem', { name: item }).tap()
    await menu.waitFor({ state: 'detached' })
  }
  const clipboard = (type: string) => page.evaluate(async (wanted) => (await (await navigator.clipboard.read())[0]!.getType(wanted)).text(), type)
  const [theirs, mine, better, answer] = [unique('theirs'), unique('mine'), unique('better'), unique('answer')]
  const command = `restore ${theirs} --from a-backup-with-a-long-name --into another-place-for-it`
  const { seq: asked } = await ravi.post(team, `**${theirs}**\n\n\`\`\`\n${command}\n\`\`\``)
  await person.open(team)

  // A name behind an @.
  await person.composer.pressSequentially(`${mine} @rav`)
  await page.getByRole('option', { name: 'ravi' }).tap()
  await expect.poll(() => person.composer.inputValue()).toBe(`${mine} @ravi `)
  await page.getByRole('button', { name: 'Senden' }).tap()
  await person.row(mine).locator('[data-delivery=stored]').waitFor()

  await person.hold(bubble(mine), menu)
  await fits('message-menu')
  await menu.getByRole('menuitem', { name: 'Bearbeiten' }).tap()
  await page.getByRole('textbox', { name: 'Nachricht bearbeiten' }).fill(better)
  await fits('edit')
  await page.getByRole('button', { name: 'Speichern' }).tap()
  await person.row(better).getByText('bearbeitet').waitFor()

  await choose(theirs, 'Antworten')
  await page.getByText('Antwort an ravi').waitFor()
  await person.composer.pressSequentially(answer)
  await fits('reply')
  await page.getByRole('button', { name: 'Senden' }).tap()
  await person.row(answer).locator('[data-quote]').getByText(theirs).tap()
  await expect.poll(() => new URL(page.url()).hash).toBe(`#/c/${team}/${asked}`)

  const written = person.messages.locator('li', { hasText: command }).first()
  await choose(command, 'Anheften')
  await written.getByRole('img', { name: 'Angeheftet' }).waitFor()

  // As it was typed, and formatted.
  await choose(command, 'Kopieren')
  await expect.poll(() => clipboard('text/plain')).toContain(`**${theirs}**`)
  expect(await clipboard('text/html')).toContain(`<strong>${theirs}</strong>`)
  await written.getByRole('button', { name: 'Code kopieren' }).tap()
  await written.getByText('Kopiert').waitFor({ state: 'attached' })
  expect(await clipboard('text/plain')).toBe(command)
  await fits('code')

  const { messages } = await ravi.call<{ messages: { seq: number; content: string }[] }>('GET', `/conversations/${team}/messages`)
  const { seq } = messages.find(({ content }) => content === better)!
  await ravi.call('PUT', `/conversations/${team}/messages/${seq}/reactions/${encodeURIComponent('🎉')}`)
  const reaction = person.row(better).getByRole('button', { name: /^🎉/ })
  const reactors = page.getByRole('dialog', { name: 'Reaktionen' })
  await person.hold(reaction, reactors)
  await expect.poll(() => reactors.locator('li bdi').allInnerTexts()).toEqual(['ravi'])
  await fits('reactors')
  await reactors.getByRole('button', { name: 'Schließen' }).tap()
  await reactors.waitFor({ state: 'detached' })
  expect(await reaction.getAttribute('aria-pressed'), 'a finger that asks does not react').toBe('false')
  await reaction.tap()
  await person.row(better).getByRole('button', { name: /^🎉/, pressed: true }).getByText('2').waitFor()
  await choose(better, 'Wer reagiert hat')
  await expect.poll(() => reactors.locator('li bdi').allInnerTexts()).toEqual(['ravi', 'lena'])
  await page.goBack()
  await reactors.waitFor({ state: 'detached' })

  await choose(better, 'Löschen')
  const question = page.getByRole('dialog', { name: 'Diese Nachricht löschen?' })
  await question.waitFor()
  await fits('deletion')
  await question.getByRole('button', { name: 'Löschen' }).tap()
  await person.row('Diese Nachricht wurde gelöscht').waitFor()
  expect(await person.messages.getByText(better).count()).toBe(0)
  expect(faults).toEqual([])
  expect(person.complaints).toEqual([])
  await person.leave()
}, 120_000)

test('fingers choose, stop, repeat and remove files, find emoji, mark as unread, unpin, and look at versions', async () => {
  const person = await Person.arrive(browser, url, 'mona', PHONE)
  const { page } = person
  const [words, theirs] = [unique('with files'), unique('theirs')]
  const uploads = page.getByRole('list', { name: 'Files of the next message' })
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
  const menu = page.getByRole('menu')
  const choose = async (item: string) => {
    await person.hold(person.row(theirs).locator('[data-seq] [dir=auto]').first(), menu)
    await menu.getByRole('menuitem', { name: item, exact: true }).tap()
  }
  const { seq } = await ravi.post(team, `${theirs} at ten`)
  await ravi.call('PATCH', `/conversations/${team}/messages/${seq}`, { content: `${theirs} at eleven`, revision: 0 })
  await ravi.call('PUT', `/conversations/${team}/messages/${seq}/pin`)
  await person.open(team)
  await person.sees(theirs)

  // None of these goes while the way is closed.
  await page.route('**/attachments', (route) => (route.request().headers()['content-disposition']?.includes('slow') ? undefined : route.abort()))
  const chooser = page.waitForEvent('filechooser')
  await button('Attach files').tap()
  const files = ['slow.txt', 'broken.txt', 'not-this.txt'].map((name) => ({ name, mimeType: 'text/plain', buffer: Buffer.from('quiet') }))
  await (await chooser).setFiles(files)
  await expect.poll(() => uploads.locator('[data-upload=failed]').count()).toBe(2)
  await uploads.locator('[data-upload=uploading]', { hasText: 'slow.txt' }).waitFor()
  await button('Do not attach slow.txt').tap()
  await button('Do not attach not-this.txt').tap()
  await page.unroute('**/attachments')
  await uploads.getByRole('button', { name: 'Try again' }).tap()
  await uploads.locator('[data-upload=done]', { hasText: 'broken.txt' }).waitFor()
  expect(await uploads.locator('li').count()).toBe(1)
  const camera = page.waitForEvent('filechooser')
  await button('Take a photo').tap()
  expect(await (await camera).element().getAttribute('capture')).toBe('environment')
  await (await camera).setFiles({ name: 'photo.png', mimeType: 'image/png', buffer: DOT })
  await uploads.locator('[data-upload=done]', { hasText: 'photo.png' }).waitFor()
  await button('Do not attach photo.png').tap()

  await person.composer.pressSequentially(`${words} :tad`)
  await page.getByRole('option', { name: /tada/ }).tap()
  await expect.poll(() => person.composer.inputValue()).toContain('🎉')
  await button('Send').tap()
  await person
    .row(words)
    .getByRole('button', { name: /^broken\.txt/ })
    .waitFor()

  await choose('Other reactions')
  await page.getByRole('searchbox', { name: 'Search emoji' }).fill('thumbs up')
  await page.getByRole('radio', { name: 'Medium-dark skin tone' }).tap()
  await page.locator('[data-emoji]').first().tap()
  await person.row(theirs).getByRole('button', { name: /^👍🏾/, pressed: true }).waitFor()
  await choose('Unpin')
  await person.row(theirs).getByRole('img', { name: 'Pinned' }).waitFor({ state: 'detached' })
  await person
    .row(theirs)
    .getByRole('button', { name: /^edited/i })
    .tap()
  const versions = page.getByRole('dialog', { name: 'Versions of this message' })
  await versions.getByText(`${theirs} at ten`).waitFor()
  await versions.getByRole('button', { name: 'Close' }).tap()
  await choose('Mark as unread from here')
  await person.page.getByText('Marked as unread').waitFor({ state: 'attached' })
  await button('Back to the list').tap()
  await page.locator(`[data-conversation="${team}"]`, { hasText: /unread/ }).waitFor()
  expect(person.complaints).toEqual([])
  await person.leave()
}, 60_000)

test('Back closes what is open, then the conversation; nothing stays open over the next one', async () => {
  const person = await Person.arrive(browser, url, 'lena', PHONE)
  const { page } = person
  const details = page.getByRole('complementary', { name: 'Details' })
  const row = (id: string) => page.locator(`[data-conversation="${id}"]`)

  await row(team).tap()
  await page.getByRole('button', { name: 'Details' }).tap()
  await details.waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Close')
  await page.getByRole('button', { name: 'Add people' }).tap()
  await page.getByRole('dialog').waitFor()
  await page.goBack()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await details.waitFor()
  await page.goBack()
  await details.waitFor({ state: 'detached' })
  await person.composer.waitFor()

  // What was closed by its own button takes no further Back.
  await page.getByRole('button', { name: 'Details' }).tap()
  await page.getByRole('button', { name: 'Close', exact: true }).tap()
  await details.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Notifications' }).tap()
  await page.getByText('Mute this conversation').waitFor()
  await page.goBack()
  await page.getByText('Mute this conversation').waitFor({ state: 'hidden' })
  await page.goBack()
  await row(team).waitFor()

  await row(ticket).tap()
  await page.getByRole('button', { name: 'Details' }).tap()
  await details.waitFor()
  await page.evaluate((id) => void (location.hash = `#/c/${id}`), team)
  await page.getByRole('heading', { name: /^Phones/, level: 1 }).waitFor()
  await details.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Back to the list' }).tap()
  await row(team).waitFor()
  await row(team).tap()
  await person.composer.waitFor()
  await page.goBack()
  await row(team).waitFor()
  await person.leave()
})

test('the composer stays above a keyboard that covers the page', async () => {
  const person = await Person.arrive(browser, url, 'lena', PHONE)
  await person.open(team)
  const bottom = () => person.composer.evaluate((element) => element.getBoundingClientRect().bottom)
  expect(await bottom()).toBeGreaterThan(700)
  // Again and again: a transition would be over at some looks only.
  for (let time = 0; time < 9; time++) {
    await person.page.evaluate(() => {
      Object.defineProperty(visualViewport, 'height', { value: 430, configurable: true })
      visualViewport!.dispatchEvent(new Event('resize'))
    })
    expect(await bottom()).toBeLessThan(430)
    await person.page.evaluate(() => {
      Reflect.deleteProperty(visualViewport!, 'height')
      visualViewport!.dispatchEvent(new Event('resize'))
    })
    expect(await bottom()).toBeGreaterThan(700)
  }
  await person.leave()
})
