import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Locator, type Page } from 'playwright-core'
import { existsSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

const SCREENSHOTS = resolve(import.meta.dirname, '../../../../target/screenshots')

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium'
/** The same engine without desktop: a profile costs it less than half the processor time. */
const HEADLESS_SHELL = '/usr/bin/chromium-headless-shell'

const launched = new Map<string, Promise<Browser>>()

/** The browser of this process: each person has a context of their own in it. */
export function launch(): Promise<Browser> {
  return sharedBrowser(existsSync(HEADLESS_SHELL) && !process.env.CHROMIUM ? HEADLESS_SHELL : CHROMIUM)
}

/** The shell denies every desktop notification. */
export function launchWithNotifications(): Promise<Browser> {
  return sharedBrowser(CHROMIUM)
}

/** Playwright ends it with the process. */
async function sharedBrowser(executablePath: string): Promise<Browser> {
  const known = await launched.get(executablePath)
  if (known?.isConnected()) return known
  const browser = chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-dev-shm-usage',
      // A page lives for seconds here: V8's optimizing compiler costs more than it saves.
      '--js-flags=--no-opt',
      // Otherwise each context has a second process in reserve, which nobody uses.
      '--renderer-process-limit=1',
    ],
  })
  launched.set(executablePath, browser)
  return browser
}

/** Somebody in front of a browser of their own. */
export class Person {
  readonly userId: string
  readonly page: Page
  readonly context: BrowserContext
  /** What the page said on its console and should not have. */
  readonly complaints: string[] = []

  constructor(userId: string, context: BrowserContext, page: Page) {
    this.userId = userId
    this.context = context
    this.page = page
    page.on('pageerror', (error) => this.complaints.push(error.message))
    page.on('console', (message) => {
      if (/Content Security Policy|Uncaught|Warning:/.test(message.text())) this.complaints.push(message.text())
    })
  }

  /** Opens the page in a new browser profile, logged in; the form has tests of its own. */
  static async arrive(browser: Browser, url: string, userId: string, options: BrowserContextOptions = {}): Promise<Person> {
    const context = await browser.newContext({ viewport: { width: 1360, height: 820 }, locale: 'en-GB', ...options })
    const person = new Person(userId, context, await context.newPage())
    const session = await context.request.post(new URL('/api/v1/session', url).href, { data: { username: userId, password: 'chat-demo' } })
    if (!session.ok()) throw new Error(`Log-in of ${userId}: ${session.status()} ${await session.text()}`)
    await person.page.goto(url)
    await person.online()
    return person
  }

  async logIn(): Promise<void> {
    await this.page.getByLabel('User name').fill(this.userId)
    await this.page.getByLabel('Password').fill('chat-demo')
    await this.page.getByRole('button', { name: 'Log in' }).click()
    await this.online()
  }

  /** Another tab of the same browser. */
  async secondTab(url: string): Promise<Person> {
    const tab = new Person(this.userId, this.context, await this.context.newPage())
    await tab.page.goto(url)
    await tab.online()
    return tab
  }

  /** Waits until the connection stands: the avatar of the menu says so, the banner is gone. */
  async online(): Promise<void> {
    await this.page.locator('[data-my-status="online"], [data-my-status="dnd"]').first().waitFor({ state: 'attached' })
    await this.page.locator('[data-connection]').waitFor({ state: 'detached' })
  }

  async open(conversationId: string, seq?: number): Promise<void> {
    await this.page.evaluate(
      (hash) =>
        // The page follows its address a moment later: until then the former conversation is there.
        new Promise<void>((followed) => {
          if (location.hash === hash) return followed()
          addEventListener('hashchange', () => setTimeout(followed), { once: true })
          location.hash = hash
        }),
      seq === undefined ? `#/c/${conversationId}` : `#/c/${conversationId}/${seq}`,
    )
    await this.composer.waitFor()
  }

  /** Goes from a ticket's conversation to its notes, or back. */
  async openTab(name: 'Conversation' | 'Internal notes'): Promise<void> {
    await this.page.getByRole('tab', { name }).click()
    await this.page.getByRole('tab', { name, selected: true }).waitFor()
  }

  get composer(): Locator {
    return this.page.locator('[data-composer]')
  }

  get messages(): Locator {
    return this.page.getByTestId('messages')
  }

  /** As with a wheel: the list goes back to where it was opened until the person moves. */
  async scroll(pixels: number): Promise<void> {
    const list = (await this.messages.boundingBox())!
    await this.page.mouse.move(list.x + list.width / 2, list.y + list.height / 2)
    await this.page.mouse.wheel(0, pixels)
  }

  async write(text: string): Promise<void> {
    await this.composer.fill(text)
    await this.composer.press('Enter')
  }

  /** The row of a message by its text. */
  row(text: string): Locator {
    return this.messages.locator('li', { hasText: text }).last()
  }

  async sees(text: string): Promise<void> {
    await this.row(text).waitFor()
  }

  /** Holds a finger on it, until what that opens is there. */
  async hold(target: Locator, opened: Locator): Promise<void> {
    await target.scrollIntoViewIfNeeded()
    const box = (await target.boundingBox())!
    const finger = await this.context.newCDPSession(this.page)
    await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: box.x + 8, y: box.y + 8 }] })
    await opened.waitFor()
    await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await finger.detach()
  }

  /** Every text bubble on the screen that contains a word, in order. */
  async texts(word: string): Promise<string[]> {
    const rows = await this.messages.locator('li [dir="auto"]').allInnerTexts()
    return rows.filter((text) => text.includes(word))
  }

  /**
   * Another window gets the focus, as far as the page can tell; what it would be told then goes to
   * the desktop.
   */
  async lookAway(): Promise<void> {
    await this.page.evaluate(() => {
      document.hasFocus = () => false
      dispatchEvent(new Event('blur'))
    })
  }

  async lookBack(): Promise<void> {
    await this.page.evaluate(() => {
      Reflect.deleteProperty(document, 'hasFocus')
      dispatchEvent(new Event('focus'))
    })
  }

  /** For people who look at them: `SCREENSHOTS=1`. */
  async screenshot(name: string): Promise<void> {
    if (!process.env.SCREENSHOTS) return
    mkdirSync(SCREENSHOTS, { recursive: true })
    await this.page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), animations: 'disabled' })
  }

  async leave(): Promise<void> {
    // A call that a route passes on may be under way, and would fail after the test.
    for (const page of this.context.pages()) await page.unrouteAll({ behavior: 'ignoreErrors' })
    await this.context.close()
  }
}
