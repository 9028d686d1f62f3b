import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Browser } from 'playwright-core'
import { preview, type PreviewServer } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { RestCaller, unique } from '../testing/restCaller.ts'
import { server } from '../testing/server.ts'
import { launch, Person } from './person.ts'

/**
 * The two npm packages in an application of its own, built from what `npm pack` puts into them and
 * nothing else.
 */

const { url, otherOrigin: origin } = server
const web = resolve(import.meta.dirname, '..')
const application = resolve(web, '../../../target/library-page')
const installed = join(application, 'node_modules')
let browser: Browser
let host: PreviewServer

beforeAll(async () => {
  rmSync(application, { recursive: true, force: true })
  cpSync(join(web, 'browser-tests/library-page'), application, { recursive: true })
  run('npm', ['run', '--silent', 'build:library'], web)
  install([pack('@sealkloud/chat-react'), pack('@sealkloud/chat-client')])
  for (const name of ['@types/react', '@types/react-dom', 'vite']) link(name)
  run(join(web, 'node_modules/.bin/tsc'), ['-p', application], application)
  run(join(web, 'node_modules/.bin/vite'), ['build', '--logLevel', 'warn', '--target', 'es2023'], application)
  host = await preview({
    root: application,
    configFile: false,
    logLevel: 'warn',
    preview: { host: 'localhost', port: Number(new URL(origin).port), strictPort: true },
  })
  browser = await launch()
}, 120_000)
afterAll(async () => {
  await host.close()
})

/** As a release is built: the test runner's own mode would make React a slower one. */
function run(command: string, parameters: readonly string[], cwd: string): string {
  return execFileSync(command, parameters, { cwd, encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production' } })
}

/** What `npm pack` makes of a package, whose files have been built already. */
function pack(workspace: string): string {
  const packed = run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', application, '-w', workspace], web)
  return `./${(JSON.parse(packed) as [{ filename: string }])[0].filename}`
}

/**
 * Installs the packages as an application does, together with what they ask for and nothing else.
 * The versions of the others are those of our own lock file, which npm has in its cache.
 */
function install(packages: readonly string[]): void {
  const { packages: locked, ...lock } = JSON.parse(readFileSync(join(web, 'package-lock.json'), 'utf8')) as { packages: Record<string, { link?: boolean }> }
  const others = Object.entries(locked).filter(([path, { link: linked }]) => path.startsWith('node_modules/') && !linked)
  const dependencies = Object.fromEntries(['react', 'react-dom'].map((name) => [name, (locked[`node_modules/${name}`] as { version: string }).version]))
  const project = { name: 'library-page', private: true, dependencies }
  writeFileSync(join(application, 'package.json'), JSON.stringify(project))
  writeFileSync(join(application, 'package-lock.json'), JSON.stringify({ ...lock, packages: { '': project, ...Object.fromEntries(others) } }))
  run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', '--silent', ...packages], application)
}

function link(name: string): void {
  mkdirSync(dirname(join(installed, name)), { recursive: true })
  symlinkSync(join(web, 'node_modules', name), join(installed, name))
}

/** How wide the icon of the last desktop notification is, if it can be shown at all. */
async function iconWidth({ page }: Person): Promise<number> {
  const icon = await page.evaluate(() => (window as unknown as { shown: { icon: string }[] }).shown.at(-1)!.icon)
  return page.evaluate(async (source) => (await createImageBitmap(await (await fetch(source)).blob())).width, icon)
}

test('another application mounts ChatInterface and ChatNotification', async () => {
  const lena = await RestCaller.logIn(url, 'lena')
  const ravi = await RestCaller.logIn(url, 'ravi')
  const room = await lena.room(unique('Library'), ['carol'], unique('L'))
  const carol = await Person.arrive(browser, url, 'carol')
  await carol.open(room)

  const context = await browser.newContext({ viewport: { width: 1200, height: 720 }, locale: 'en-GB', colorScheme: 'light' })
  const helpdesk = new Person('lena', context, await context.newPage())
  await helpdesk.page.addInitScript(() => {
    // Chromium without a screen shows no notifications: this notes what it would have shown.
    const shown: object[] = []
    class Notified extends EventTarget {
      static permission = 'granted'
      constructor(title: string, options: object) {
        super()
        shown.push({ title, ...options })
      }
      close() {
        this.dispatchEvent(new Event('close'))
      }
    }
    Object.assign(window, { Notification: Notified, shown })
  })
  await helpdesk.page.goto(`${origin}/#${new URLSearchParams({ server: url, token: lena.token, room })}`)
  await helpdesk.composer.waitFor()

  const [question, answer] = [unique('question'), unique('answer')]
  await carol.write(question)
  await helpdesk.sees(question)
  await helpdesk.write(answer)
  await carol.sees(answer)
  await carol.row(answer).locator('time').waitFor()
  await helpdesk.row(answer).locator('[data-delivery=read]').waitFor()
  await carol.composer.pressSequentially('And')
  await helpdesk.page.getByTestId('typing').getByText('carol is typing').waitFor()
  await helpdesk.screenshot('library-light')

  const word = unique('elsewhere')
  const withRavi = await ravi.direct('lena')
  await helpdesk.lookAway()
  await ravi.post(withRavi, unique('unseen'))
  const told = () => helpdesk.page.evaluate(() => (window as unknown as { shown: { tag: string }[] }).shown.map(({ tag }) => tag))
  await expect.poll(async () => (await told()).filter((tag) => tag === `chat-${withRavi}`)).toHaveLength(1)
  await helpdesk.lookBack()
  await ravi.post(withRavi, word)
  const toast = helpdesk.page.getByTestId('toast').filter({ hasText: word })
  await toast.waitFor()
  await expect.poll(() => helpdesk.page.title()).toMatch(/^\(\d+\) Ticket$/)
  await helpdesk.screenshot('library-toast-light')
  expect(await iconWidth(helpdesk), 'icon of the desktop notification').toBe(192)
  await toast.getByRole('button', { name: /ravi/ }).click()
  await helpdesk.sees(word)

  const look = await helpdesk.composer.evaluate((element) => {
    const { boxSizing, fontFamily } = getComputedStyle(element)
    return { boxSizing, serif: fontFamily.includes('serif') && !fontFamily.includes('sans') }
  })
  expect(look).toEqual({ boxSizing: 'border-box', serif: false })
  expect(helpdesk.complaints).toEqual([])
  await helpdesk.leave()
  await carol.leave()
})

test('the page around it is there while the server is away, and the chat comes by itself', async () => {
  const lena = await RestCaller.logIn(url, 'lena')
  const room = await lena.room(unique('Away'), ['ravi'])
  const word = unique('back')
  await lena.post(room, word)
  const context = await browser.newContext({ viewport: { width: 1200, height: 720 }, locale: 'en-GB' })
  const helpdesk = new Person('lena', context, await context.newPage())
  const { page } = helpdesk
  await page.route(`${url}/**`, (route) => route.abort('connectionrefused'))
  await page.goto(`${origin}/#${new URLSearchParams({ server: url, token: lena.token, room })}`)
  await page.getByRole('heading', { name: 'Printer on floor 3' }).waitFor()
  await page.locator('[data-connection=offline]').waitFor()
  await helpdesk.screenshot('library-away')
  await page.unroute(`${url}/**`)
  await helpdesk.sees(word)
  expect(helpdesk.complaints).toEqual([])
  await helpdesk.leave()
})
