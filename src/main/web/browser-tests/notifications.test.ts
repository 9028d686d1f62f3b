import type { Browser, CDPSession, Worker } from 'playwright-core'
import { createECDH, randomBytes } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { RestCaller, unique } from '../testing/restCaller.ts'
import { server } from '../testing/server.ts'
import { launchWithNotifications, Person } from './person.ts'

const { url, pushService } = server
const DEFAULTS = { desktop: true, sound: true, soundName: 'chime', previews: true, doNotDisturb: { timeZone: 'UTC', hours: [] } }
let browser: Browser
/** Chromium forgets what was set once this is closed. */
let permissions: CDPSession
let dave: RestCaller
let lena: RestCaller
let ravi: RestCaller
let withLena: string
let withRavi: string

beforeAll(async () => {
  browser = await launchWithNotifications()
  permissions = await browser.newBrowserCDPSession()
  ;[dave, lena, ravi] = (await Promise.all(['dave', 'lena', 'ravi'].map((userId) => RestCaller.logIn(url, userId)))) as [RestCaller, RestCaller, RestCaller]
  withLena = await dave.direct('lena')
  withRavi = await dave.direct('ravi')
})

/**
 * One after the other: what Chromium is asked about while it is showing something it takes for
 * gone, and forgets. This runs in the page and in its worker.
 */
function queueDesktopCalls(): void {
  const prototype = ServiceWorkerRegistration.prototype
  const { showNotification, getNotifications } = prototype
  let last: Promise<unknown> = Promise.resolve()
  function queued<T>(call: () => Promise<T>): Promise<T> {
    const turn = last.then(call)
    last = turn.catch(() => undefined)
    return turn
  }
  prototype.showNotification = function (...given) {
    return queued(() => showNotification.apply(this, given))
  }
  prototype.getNotifications = function (...given) {
    return queued(() => getNotifications.apply(this, given))
  }
}

/** What a person wants is kept on the server, from one test to the next. */
async function asAtFirst(): Promise<void> {
  const { muted } = await dave.call<{ muted: { conversationId: string }[] }>('GET', '/me/notification-settings')
  for (const { conversationId } of muted) await dave.call('DELETE', `/me/muted-conversations/${conversationId}`)
  await dave.call('PUT', '/me/notification-settings', DEFAULTS)
}
beforeEach(asAtFirst)
afterEach(asAtFirst)

/** Somebody with an open page and what the browser lets it do. */
async function arrive(setting: 'granted' | 'denied' | 'prompt' = 'granted', userId = 'dave'): Promise<Person> {
  const context = await browser.newContext({ viewport: { width: 1360, height: 820 }, locale: 'en-GB' })
  const person = new Person(userId, context, await context.newPage())
  await allow(person, setting)
  await person.page.addInitScript(() => {
    const pitches: number[] = []
    class Heard extends OscillatorNode {
      constructor(audio: BaseAudioContext, options?: OscillatorOptions) {
        super(audio, options)
        pitches.push(options?.frequency ?? 0)
      }
    }
    Object.assign(window, { OscillatorNode: Heard, heard: pitches })
  })
  await person.page.addInitScript(queueDesktopCalls)
  await person.page.goto(url)
  await person.logIn()
  await expect.poll(() => person.page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state)).toBe('activated')
  return person
}

/** Sets what the person has answered the browser. */
async function allow({ page }: Person, setting: 'granted' | 'denied' | 'prompt'): Promise<void> {
  const ofPage = await page.context().newCDPSession(page)
  const { targetInfo } = await ofPage.send('Target.getTargetInfo')
  await permissions.send('Browser.setPermission', {
    permission: { name: 'notifications' },
    setting,
    origin: url,
    browserContextId: targetInfo.browserContextId!,
  })
  await ofPage.detach()
}

interface Shown {
  title: string
  body: string
  tag: string
  url: string
}

/** What stands on the desktop. */
function shown({ page }: Person): Promise<Shown[]> {
  return page.evaluate(async () => {
    const notifications = await (await navigator.serviceWorker.ready).getNotifications()
    return notifications.map(({ title, body, tag, data }) => ({ title, body, tag, url: data.url }))
  })
}

function heard({ page }: Person): Promise<number[]> {
  return page.evaluate(() => (window as unknown as { heard: number[] }).heard)
}

function worker({ context }: Person): Worker {
  return context.serviceWorkers()[0]!
}

/**
 * As if the person had clicked on what stands on the desktop: Chromium without a screen shows it to
 * nobody.
 */
function click(person: Person, tag: string): Promise<void> {
  return worker(person).evaluate(async (wanted) => {
    const scope = globalThis as unknown as { registration: ServiceWorkerRegistration }
    const [notification] = await scope.registration.getNotifications({ tag: wanted })
    const Click = (globalThis as unknown as { NotificationEvent: new (type: string, init: object) => Event }).NotificationEvent
    dispatchEvent(new Click('notificationclick', { notification }))
  }, tag)
}

async function openSettings({ page }: Person): Promise<void> {
  await page.getByRole('button', { name: 'Your menu' }).click()
  await page.getByRole('button', { name: 'Notification settings' }).click()
  await page.getByRole('dialog', { name: 'Notification settings' }).getByRole('heading', { name: 'Muted conversations' }).waitFor()
}

const subscriptions = async () => (await dave.call<{ items: object[] }>('GET', '/me/push-subscriptions')).items.length
const saved = () => dave.call<typeof DEFAULTS & { doNotDisturb: { until?: string } }>('GET', '/me/notification-settings')

describe('on the desktop', () => {
  test('a message elsewhere is shown, a newer one takes its place, and reading on another device takes it back', async () => {
    const person = await arrive()
    await person.open(withRavi)
    const [first, second, third] = [unique('first'), unique('second'), unique('third')]
    await person.lookAway()
    await lena.post(withLena, `**${first}**`)
    await expect.poll(() => shown(person)).toMatchObject([{ title: 'lena', body: first, tag: `chat-${withLena}` }])
    await expect.poll(() => heard(person)).toEqual([660, 880])

    const { seq } = await lena.post(withLena, second)
    await expect.poll(() => shown(person)).toEqual([{ title: 'lena', body: second, tag: `chat-${withLena}`, url: `/#/c/${withLena}/${seq}` }])
    const toast = person.page.getByTestId('toast')
    expect(await toast.count(), 'nobody looks at the page').toBe(0)

    await dave.call('PUT', `/conversations/${withLena}/read`, { seq })
    await expect.poll(() => shown(person)).toEqual([])

    await person.lookBack()
    const last = await lena.post(withLena, third)
    await toast.filter({ hasText: third }).waitFor()
    expect(await shown(person), 'the page that is looked at has said it').toEqual([])
    await dave.call('PUT', `/conversations/${withLena}/read`, { seq: last.seq })
    await toast.waitFor({ state: 'detached' })

    // As a push leaves it that came before the message was read elsewhere: no withdrawal follows to
    // every push service.
    await worker(person).evaluate(
      ([tag, read]) =>
        (globalThis as unknown as { registration: ServiceWorkerRegistration }).registration.showNotification('lena', {
          tag: String(tag),
          data: { url: '/', seq: read },
        }),
      [`chat-${withLena}`, last.seq],
    )
    await expect.poll(async () => (await shown(person)).length).toBe(1)
    await person.page.reload()
    await person.online()
    await expect.poll(() => shown(person)).toEqual([])
    expect(person.complaints).toEqual([])
    await person.leave()
  })

  test('a ticket that a colleague offers is told of, on the page or on the desktop, until the offer is over', async () => {
    const ticketId = unique('T')
    const ada = await RestCaller.logIn(url, 'ada')
    const title = unique('Printer')
    const room = await ada.room(title, ['carol'], ticketId)
    await lena.call('POST', `/tickets/${ticketId}/claim`)
    await ravi.readEverything()
    const person = await arrive('granted', 'ravi')
    const offer = async () => {
      const { ticket } = await lena.call<{ ticket: { handover: { handoverId: string } } }>('POST', `/tickets/${ticketId}/handovers`, { toId: 'ravi' })
      return ticket.handover.handoverId
    }

    const first = await offer()
    const toast = person.page.getByTestId('toast').filter({ hasText: title })
    await toast.getByText('lena wants to hand this ticket over to you.').waitFor()
    await person.screenshot('toast-offer')
    expect(await shown(person), 'the page that is looked at has said it').toEqual([])
    await lena.call('DELETE', `/tickets/${ticketId}/handovers/${first}`)
    await toast.waitFor({ state: 'detached' })

    await person.lookAway()
    const second = await offer()
    const expected = { title, body: 'lena wants to hand this ticket over to you.', tag: `offer-${second}`, url: `/#/c/${room}` }
    await expect.poll(() => shown(person)).toEqual([expected])
    expect(await toast.count(), 'nobody looks at the page').toBe(0)
    await lena.call('DELETE', `/tickets/${ticketId}/handovers/${second}`)
    await expect.poll(() => shown(person)).toEqual([])

    await person.lookBack()
    await offer()
    await toast.getByRole('button', { name: /lena/ }).click()
    await person.page.locator('[data-offer]').getByRole('button', { name: 'Decline…' }).waitFor()
    expect(person.complaints).toEqual([])
    await person.leave()
  })

  test('a click opens the conversation at the message, and keeps what was being typed', async () => {
    const person = await arrive()
    await person.open(withRavi)
    const [typed, word] = [unique('typed'), unique('clicked')]
    await person.composer.fill(typed)
    await person.lookAway()
    const { seq } = await lena.post(withLena, word)
    for (let i = 0; i < 60; i++) await lena.post(withLena, `and more ${i}`)
    await expect.poll(async () => (await shown(person))[0]?.body).toBe('and more 59')
    // The first of them again, as a person would have it who looked away at once.
    await worker(person).evaluate(
      ([tag, address]) =>
        (globalThis as unknown as { registration: ServiceWorkerRegistration }).registration.showNotification('lena', { tag: tag!, data: { url: address } }),
      [`chat-${withLena}`, `/#/c/${withLena}/${seq}`],
    )
    await click(person, `chat-${withLena}`)
    await expect.poll(() => person.page.evaluate(() => location.hash)).toBe(`#/c/${withLena}/${seq}`)
    await person.sees(word)
    await person.open(withRavi)
    expect(await person.composer.inputValue()).toBe(typed)
    await expect.poll(() => shown(person)).toEqual([])
    await person.leave()
  })

  test('without previews it says only that there is a message', async () => {
    await dave.call('PUT', '/me/notification-settings', { ...DEFAULTS, previews: false })
    const person = await arrive()
    const word = unique('secret')
    await person.lookAway()
    await lena.post(withLena, word)
    await expect.poll(() => shown(person)).toMatchObject([{ title: 'lena', body: 'New message' }])
    await person.lookBack()
    await lena.post(withLena, word)
    const toast = person.page.getByTestId('toast')
    await toast.getByText('New message').waitFor()
    expect(await toast.innerText()).not.toContain(word)
    await person.leave()
  })

  test('nothing is said of a muted conversation, unless the person is mentioned, and nothing at all when they want no disturbance', async () => {
    const person = await arrive()
    await person.open(withLena)
    await person.page.getByRole('button', { name: 'Notifications' }).click()
    await person.page.getByRole('checkbox', { name: 'Mute this conversation' }).check()
    await person.page.getByRole('checkbox', { name: 'Tell me if I am mentioned' }).check()
    await person.page.keyboard.press('Escape')
    await person.page.locator('button[title="Notifications: muted"]').waitFor()
    await person.page.locator(`[data-conversation="${withLena}"]`).getByText('Muted').waitFor({ state: 'attached' })
    await expect
      .poll(() => dave.call<{ muted: object[] }>('GET', '/me/notification-settings').then(({ muted }) => muted))
      .toEqual([{ conversationId: withLena, mentions: true }])
    await person.page.evaluate(() => void (location.hash = '#/'))

    await person.lookAway()
    await lena.post(withLena, unique('muted'))
    const loud = unique('loud')
    await ravi.post(withRavi, loud)
    await expect.poll(() => shown(person)).toMatchObject([{ title: 'ravi', body: loud }])
    const mention = unique('mention')
    await lena.post(withLena, `@dave ${mention}`)
    await expect.poll(async () => (await shown(person)).map(({ title }) => title).toSorted()).toEqual(['lena', 'ravi'])
    expect((await person.page.getByTestId('toast').allInnerTexts()).join()).not.toContain('muted')

    await person.page.getByRole('button', { name: 'Your menu' }).click()
    await person.page.getByRole('checkbox', { name: 'Do not disturb' }).check()
    await person.page.locator('[data-my-status=dnd]').first().waitFor()
    await expect.poll(async () => (await saved()).doNotDisturb.until).toBeTruthy()
    await ravi.post(withRavi, unique('disturbing'))
    await person.page.getByRole('checkbox', { name: 'Do not disturb' }).uncheck()
    await person.page.locator('[data-my-status=online]').first().waitFor()
    await expect.poll(async () => (await saved()).doNotDisturb.until).toBeUndefined()
    const after = unique('after')
    await ravi.post(withRavi, after)
    await expect.poll(async () => (await shown(person)).map(({ body }) => body)).toContain(after)
    expect((await person.page.getByTestId('toast').allInnerTexts()).join()).not.toContain('disturbing')
    await person.leave()
  })
})

describe('the permission', () => {
  test('is asked for by a click only', async () => {
    const person = await arrive('prompt')
    const { page } = person
    await page.exposeFunction('answer', () => allow(person, 'granted'))
    await page.evaluate(() => {
      Object.assign(window, { asked: 0 })
      Notification.requestPermission = async () => {
        const scope = window as unknown as { asked: number; answer: () => Promise<void> }
        scope.asked++
        await scope.answer()
        return Notification.permission
      }
    })
    const asked = () => page.evaluate(() => (window as unknown as { asked: number }).asked)
    await lena.post(withLena, unique('unasked'))
    await page.getByTestId('toast').waitFor()
    expect(await shown(person)).toEqual([])

    await openSettings(person)
    expect(await asked()).toBe(0)
    expect(await page.getByRole('checkbox', { name: 'Also while no page' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Turn on' }).click()
    await page.getByText('Allowed: new messages').first().waitFor()
    expect(await asked()).toBe(1)
    await page.keyboard.press('Escape')
    const word = unique('granted')
    await person.lookAway()
    await ravi.post(withRavi, word)
    await expect.poll(() => shown(person)).toMatchObject([{ title: 'ravi', body: word }])
    await person.leave()
  })

  test('once denied, is explained, and toasts remain', async () => {
    const person = await arrive('denied')
    await person.open(withRavi)
    const word = unique('denied')
    await lena.post(withLena, word)
    await person.page.getByTestId('toast').filter({ hasText: word }).waitFor()
    expect(await shown(person)).toEqual([])
    await person.page.getByRole('button', { name: 'Notifications' }).click()
    await person.page.getByText('Blocked by the browser').waitFor()
    await person.screenshot('wide-light-bell-denied')
    expect(await person.page.getByRole('button', { name: 'Turn on' }).count()).toBe(0)
    await person.leave()
  })
})

/**
 * A working day whose night is not now: the hours of today would leave the person alone while the
 * test runs.
 */
const quietDay = [1, 2].includes(new Date().getUTCDay()) ? 'Thu' : 'Mon'

test('settings are saved and are there after a reload, and on another device', async () => {
  const quietHours = [{ days: [quietDay.toLowerCase()], from: '22:30', to: '06:15' }]
  const person = await arrive()
  const { page } = person
  await openSettings(person)
  const dialog = page.getByRole('dialog', { name: 'Notification settings' })
  await dialog.getByText('Knock').click()
  await dialog.getByRole('button', { name: 'Listen' }).click()
  await expect.poll(() => heard(person)).toEqual([230, 230, 230, 230])
  await dialog.getByRole('checkbox', { name: 'Show what was written' }).uncheck()
  await dialog.getByRole('button', { name: 'For an hour' }).click()
  await dialog.locator('[data-quiet=until]').getByText('On until').waitFor()
  await dialog.getByRole('button', { name: 'Add quiet hours' }).click()
  const hours = dialog.getByRole('group', { name: 'Quiet hours 1' })
  await hours.getByLabel('From').fill('22:30')
  await hours.getByLabel('To').fill('06:15')
  for (const day of ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'].filter((each) => each !== quietDay)) await hours.getByText(day, { exact: true }).click()
  await dialog.getByLabel('Time zone').selectOption('Europe/Berlin')
  await expect.poll(saved).toMatchObject({
    soundName: 'knock',
    previews: false,
    doNotDisturb: { timeZone: 'Europe/Berlin', hours: quietHours },
  })
  const until = Date.parse((await saved()).doNotDisturb.until!)
  expect(until).toBeGreaterThan(Date.now())
  expect(until).toBeLessThanOrEqual(Date.now() + 3_600_000)

  // Hours without a day are told to be incomplete, and what was saved stays.
  await hours.getByText(quietDay, { exact: true }).click()
  await hours.getByText('Choose a day and both times').waitFor()
  expect((await saved()).doNotDisturb.hours).toEqual(quietHours)

  await page.reload()
  await person.online()
  await openSettings(person)
  expect(await dialog.getByRole('radio', { name: 'Knock' }).isChecked()).toBe(true)
  expect(await dialog.getByRole('checkbox', { name: 'Show what was written' }).isChecked()).toBe(false)
  expect(await dialog.getByLabel('Time zone').inputValue()).toBe('Europe/Berlin')
  expect(await hours.getByLabel('From').inputValue()).toBe('22:30')
  expect(await hours.getByRole('checkbox', { checked: true }).count()).toBe(1)

  const elsewhere = await arrive()
  await elsewhere.page.locator('[data-my-status=dnd]').first().waitFor()
  await dialog.getByRole('button', { name: 'Turn off' }).click()
  await dialog.getByText('No sound and no pop-ups').waitFor()
  await expect.poll(async () => (await saved()).doNotDisturb.until).toBeUndefined()
  await elsewhere.page.locator('[data-my-status=online]').first().waitFor()
  expect([...person.complaints, ...elsewhere.complaints]).toEqual([])
  await Promise.all([person, elsewhere].map((each) => each.leave()))
})

test('what the server refuses to save is taken back and said', async () => {
  const person = await arrive()
  const { page } = person
  await openSettings(person)
  await page.route('**/api/v1/me/notification-settings', (route) => (route.request().method() === 'PUT' ? route.abort() : route.continue()))
  const sound = page.getByRole('dialog').getByRole('checkbox', { name: 'Play a sound' })
  await sound.click()
  await page.getByText('That could not be saved').waitFor()
  expect(await sound.isChecked()).toBe(true)
  await person.leave()
})

/** As the server sends it. */
const notification = (seq: number, body: string) => ({
  type: 'notification',
  title: 'lena',
  body,
  tag: `chat-${withLena}`,
  url: `/#/c/${withLena}/${seq}`,
  conversationId: withLena,
  seq,
  sound: 'chime',
})

describe('Web Push', () => {
  interface Delivery {
    path: string
    headers: IncomingHttpHeaders
    body: string
  }
  const deliveries: Delivery[] = []
  let service: Server | undefined

  beforeAll(async () => {
    if (!pushService) return
    service = createServer((request, response) => {
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part))
      request.on('end', () => {
        deliveries.push({ path: request.url!, headers: request.headers, body: Buffer.concat(parts).toString() })
        response.writeHead(201).end()
      })
    })
    await new Promise<void>((listening) => {
      service!.listen(Number(new URL(pushService).port), '127.0.0.1', listening)
    })
  })
  afterAll(() => service?.close())

  /**
   * The push service of Chromium is not there in a test: its part is played by ours, which keeps
   * what it gets.
   */
  async function subscribable(person: Person, path: string): Promise<void> {
    const keys = createECDH('prime256v1')
    keys.generateKeys()
    const subscription = {
      endpoint: `${pushService}${path}`,
      keys: { p256dh: keys.getPublicKey('base64url'), auth: randomBytes(16).toString('base64url') },
    }
    await person.context.addInitScript((known) => {
      const key = 'test.subscribed'
      const made = () => ({
        options: {},
        toJSON: () => known,
        unsubscribe: async () => {
          localStorage.removeItem(key)
          return true
        },
      })
      Object.assign(PushManager.prototype, {
        getSubscription: async () => (localStorage.getItem(key) ? made() : null),
        subscribe: async ({ userVisibleOnly, applicationServerKey }: { userVisibleOnly: boolean; applicationServerKey: Uint8Array }) => {
          if (!userVisibleOnly || applicationServerKey.length !== 65) throw new TypeError('Not what a push service takes')
          localStorage.setItem(key, 'yes')
          return made()
        },
      })
    }, subscription)
    await person.page.reload()
    await person.online()
  }

  test.skipIf(!pushService)('a browser is subscribed by a click, is called when no page is open, and no more after logging out', async () => {
    const person = await arrive()
    const path = `/${unique('device')}`
    await subscribable(person, path)
    const before = await subscriptions()
    await openSettings(person)
    const choice = person.page.getByRole('checkbox', { name: 'Also while no page' })
    await choice.click()
    await expect.poll(() => choice.isChecked()).toBe(true)
    expect(await subscriptions()).toBe(before + 1)

    await person.page.close()
    const word = unique('pushed')
    await lena.post(withLena, word)
    await expect.poll(() => deliveries.filter((delivery) => delivery.path === path).length, { timeout: 80_000 }).toBe(1)
    const { headers } = deliveries.find((delivery) => delivery.path === path)!
    expect(headers).toMatchObject({ 'content-encoding': 'aes128gcm', authorization: expect.stringMatching(/^vapid t=.+, ?k=.+/) })

    const again = new Person('dave', person.context, await person.context.newPage())
    await again.page.addInitScript(queueDesktopCalls)
    await again.page.goto(url)
    await again.online()
    await openSettings(again)
    await expect.poll(() => again.page.getByRole('checkbox', { name: 'Also while no page' }).isChecked()).toBe(true)
    expect(await subscriptions()).toBe(before + 1)
    await again.page.keyboard.press('Escape')
    await again.lookAway()
    await ravi.post(withRavi, unique('standing'))
    await expect.poll(async () => (await shown(again)).length).toBeGreaterThan(0)
    await again.page.getByRole('button', { name: 'Your menu' }).click()
    await again.page.getByRole('button', { name: 'Log out', exact: true }).click()
    await again.page.getByLabel('User name').waitFor()
    expect(await subscriptions()).toBe(before)
    expect(await shown(again)).toEqual([])
    await again.leave()
  })

  test.skipIf(!pushService)('the words of a deleted message stand nowhere any more, and a webhook hears of it', async () => {
    const ada = await RestCaller.logIn(url, 'ada')
    const room = await ada.room(unique('Safe'), ['dave', 'lena', 'ravi'], unique('T'))
    const [path, word, note] = [`/${unique('hook')}`, unique('q').replaceAll('-', ''), unique('note')]
    const { webhookId } = await ada.call<{ webhookId: string }>('POST', '/webhooks', {
      url: `${pushService}${path}`,
      events: ['message.created', 'message.deleted'],
    })
    const hooked = () => deliveries.filter((delivery) => delivery.path === path && delivery.body.includes(room)).map(({ body }) => JSON.parse(body))
    const transcript = async () => JSON.stringify(await ada.call('GET', `/conversations/${room}/transcript?format=json`))
    const [person, author] = [await arrive(), await Person.arrive(browser, url, 'lena')]
    await person.open(withRavi)
    await author.open(room)
    await person.lookAway()

    await author.write(`The code is ${word}`)
    await expect.poll(() => shown(person)).toMatchObject([{ body: `The code is ${word}`, tag: `chat-${room}` }])
    const { lines } = await lena.call<{ lines: { content?: string; seq: number }[] }>('GET', `/conversations/${room}/timeline`)
    const { seq } = lines.find(({ content }) => content?.includes(word))!
    await lena.call('PUT', `/conversations/${room}/messages/${seq}/pin`)
    // Whoever is notified of the message does not hear of a note.
    await ravi.call('POST', `/conversations/notes-${room}/messages`, { content: note, replyTo: { conversationId: room, seq } })
    const { page } = author
    const quote = author.row(note).locator('[data-quote]')
    await quote.getByText(word).waitFor()
    await page.locator('[data-pin]', { hasText: word }).waitFor()
    await expect.poll(transcript).toContain(word)
    await expect.poll(() => hooked().map(({ type, data }) => [type, data.content])).toContainEqual(['message.created', `The code is ${word}`])
    await page.getByRole('searchbox', { name: 'Search people and conversations' }).fill(word.slice(1))
    await page.getByRole('button', { name: /Search messages for/ }).click()
    const pane = page.getByRole('region', { name: 'Search messages' })
    await pane.locator(`[data-result="${room}/${seq}"]`).waitFor()
    await person.page.locator('[data-conversation]', { hasText: word }).waitFor()
    await author.screenshot('deleted-before')

    const written = author.messages.locator(`[data-seq="${seq}"]`)
    await written.hover()
    await written.getByRole('button', { name: 'Message actions' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await page.getByRole('dialog', { name: 'Delete this message?' }).getByRole('button', { name: 'Delete' }).click()

    await expect.poll(() => shown(person)).toEqual([])
    await quote.getByText('This message was deleted').waitFor()
    await pane.getByRole('combobox').fill(word)
    await pane.getByText('Nothing found.').waitFor()
    await author.screenshot('deleted-after')
    for (const each of [author, person]) await expect.poll(() => each.page.getByText(word).count()).toBe(0)
    expect(await page.locator('[data-pin]').count()).toBe(0)
    expect(await transcript()).not.toContain(word)
    await expect.poll(() => hooked().map(({ type }) => type)).toContain('message.deleted')
    const told = hooked().find(({ type }) => type === 'message.deleted')
    expect(told.data).toMatchObject({ targetSeq: seq, reason: 'author' })
    expect(JSON.stringify(told)).not.toContain(word)
    await ada.call('DELETE', `/webhooks/${webhookId}`)
    expect([...person.complaints, ...author.complaints]).toEqual([])
    await Promise.all([person.leave(), author.leave()])
  })

  test('a push service that does not answer is told of', async () => {
    const person = await arrive()
    await openSettings(person)
    // Chromium refuses it to a private window.
    await person.page.getByRole('checkbox', { name: 'Also while no page' }).click()
    await person.page.getByText('did not accept it').waitFor()
    await person.screenshot('wide-light-push-failed')
    expect(await person.page.getByRole('checkbox', { name: 'Also while no page' }).isChecked()).toBe(false)
    await person.leave()
  })

  /**
   * Delivers pushes to the service worker of a browser that has no page of the chat open any more.
   */
  class Pushes {
    readonly person: Person
    readonly #session: CDPSession
    readonly #registrationId: string

    private constructor(person: Person, session: CDPSession, registrationId: string) {
      this.person = person
      this.#session = session
      this.#registrationId = registrationId
    }

    static async to(person: Person): Promise<Pushes> {
      const blank = await person.context.newPage()
      const session = await person.context.newCDPSession(blank)
      const found = new Promise<string>((resolve) => {
        session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => registrations[0] && resolve(registrations[0].registrationId))
      })
      await session.send('ServiceWorker.enable')
      const registrationId = await found
      await person.page.close()
      await worker(person).evaluate(queueDesktopCalls)
      // The desktop of a browser without one takes notifications away after some seconds, however
      // busy the machine is.
      await worker(person).evaluate(() => {
        const { registration } = globalThis as unknown as { registration: ServiceWorkerRegistration }
        const show = registration.showNotification.bind(registration)
        registration.showNotification = (title, options) => show(title, { ...options, requireInteraction: true })
      })
      return new Pushes(person, session, registrationId)
    }

    async deliver(data: string | object): Promise<void> {
      const text = typeof data === 'string' ? data : JSON.stringify(data)
      await this.#session.send('ServiceWorker.deliverPushMessage', { origin: url, registrationId: this.#registrationId, data: text })
    }

    /** What stands on the desktop, asked for in the worker. */
    shown(): Promise<{ title: string; body: string }[]> {
      return worker(this.person).evaluate(async () => {
        const notifications = await (globalThis as unknown as { registration: ServiceWorkerRegistration }).registration.getNotifications()
        return notifications.map(({ title, body }) => ({ title, body }))
      })
    }

    async closeAll(): Promise<void> {
      await worker(this.person).evaluate(async () => {
        const notifications = await (globalThis as unknown as { registration: ServiceWorkerRegistration }).registration.getNotifications()
        for (const each of notifications) each.close()
      })
    }
  }

  test('a push is shown with no page open, replaced, taken back, and a click opens a window', async () => {
    const person = await arrive()
    const pushes = await Pushes.to(person)
    expect(person.context.pages().map((page) => page.url())).toEqual(['about:blank'])

    await pushes.deliver(notification(7, 'first'))
    await expect.poll(() => pushes.shown()).toEqual([{ title: 'lena', body: 'first' }])
    await pushes.deliver(notification(9, 'third'))
    await expect.poll(() => pushes.shown()).toEqual([{ title: 'lena', body: 'third' }])
    // One that comes late, then one of another conversation: when that is there, the late one has
    // been passed over.
    await pushes.deliver(notification(8, 'second'))
    await pushes.deliver({ ...notification(3, 'elsewhere'), title: 'ravi', tag: 'chat-elsewhere' })
    await expect.poll(async () => (await pushes.shown()).map(({ body }) => body).toSorted()).toEqual(['elsewhere', 'third'])

    await pushes.deliver({ type: 'notification_withdrawn', conversationId: withLena, readSeq: 8, tag: `chat-${withLena}` })
    await pushes.deliver({ type: 'notification_withdrawn', conversationId: 'elsewhere', readSeq: 3, tag: 'chat-elsewhere' })
    await expect.poll(() => pushes.shown()).toEqual([{ title: 'lena', body: 'third' }])

    await worker(person).evaluate(() => {
      const opened: string[] = []
      Object.assign((globalThis as unknown as { clients: object }).clients, { openWindow: async (address: string) => void opened.push(address) })
      Object.assign(globalThis, { opened })
    })
    await click(person, `chat-${withLena}`)
    await expect.poll(() => worker(person).evaluate(() => (globalThis as unknown as { opened: string[] }).opened)).toEqual([`/#/c/${withLena}/9`])
    await expect.poll(() => pushes.shown()).toEqual([])
    await person.leave()
  })

  test('a push that cannot be read is shown as a message of which nothing is known', async () => {
    const person = await arrive()
    const pushes = await Pushes.to(person)
    for (const data of ['', 'no JSON', '[]', '{"type":"notification"}', '{"type":"notification","title":{"a":1},"url":"https://evil.example/"}']) {
      await pushes.deliver(data)
      await expect.poll(() => pushes.shown(), { message: data }).toEqual([{ title: 'Messages', body: 'New message' }])
      await pushes.closeAll()
      await expect.poll(() => pushes.shown()).toEqual([])
    }
    await person.leave()
  })
})

test('a person on two tabs sees the same in both, and one of them notifies', async () => {
  const context = { permissions: ['notifications'] }
  const person = await Person.arrive(browser, url, 'lena', context)
  const tab = await person.secondTab(url)
  const mona = await RestCaller.logIn(url, 'mona')
  const conversation = await mona.direct('lena')
  const word = unique('tabs')
  for (const { page } of [person, tab]) {
    await page.evaluate(async () => {
      const made: string[] = []
      Object.assign(window, { notified: made })
      await navigator.serviceWorker.ready
      const { showNotification } = ServiceWorkerRegistration.prototype
      ServiceWorkerRegistration.prototype.showNotification = function (title, options) {
        made.push(title)
        return showNotification.call(this, title, options)
      }
    })
  }
  await Promise.all([person.lookAway(), tab.lookAway()])
  await mona.post(conversation, word)
  for (const { page } of [person, tab]) await page.locator('[data-conversation]', { hasText: word }).waitFor()
  const desktop = () => person.page.evaluate(async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(({ body }) => body))
  await expect.poll(desktop).toEqual([word])
  await Promise.all([person.lookBack(), tab.lookBack()])

  await person.open(conversation)
  await tab.open(conversation)
  const mine = unique('mine')
  await person.write(mine)
  await tab.sees(mine)
  expect(await tab.texts(mine)).toHaveLength(1)
  expect(await person.texts(mine)).toHaveLength(1)
  const notified = await Promise.all([person, tab].map(({ page }) => page.evaluate(() => (window as unknown as { notified: string[] }).notified)))
  expect(notified.flat()).toEqual(['mona'])
  await person.leave()
})
