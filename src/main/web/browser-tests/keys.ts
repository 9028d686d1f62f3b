import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Person } from './person.ts'

/** A person without a mouse. */
export class Keys {
  readonly person: Person

  constructor(person: Person) {
    this.person = person
  }

  /** The name of what has the focus. */
  focused(): Promise<string> {
    return this.person.page.evaluate(() => {
      const active = document.activeElement
      const field = active instanceof HTMLInputElement || active instanceof HTMLSelectElement || active instanceof HTMLTextAreaElement
      const label = field ? active.labels?.[0]?.textContent : undefined
      return (active?.getAttribute('aria-label') ?? label ?? active?.textContent ?? '').trim()
    })
  }

  press(key: string): Promise<void> {
    return this.person.page.keyboard.press(key)
  }

  type(text: string): Promise<void> {
    return this.person.page.keyboard.type(text)
  }

  /** Goes there by the Tab key, or backwards. */
  async tabTo(name: string | RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    const there = async () => (typeof name === 'string' ? (await this.focused()) === name : name.test(await this.focused()))
    for (let i = 0; i < 80 && !(await there()); i++) await this.press(key)
    expect(await this.focused()).toMatch(typeof name === 'string' ? new RegExp(`^${name}$`) : name)
  }

  async choose(name: string | RegExp, key = 'Enter'): Promise<void> {
    await this.tabTo(name)
    await this.press(key)
  }
}

/** What can be clicked or typed into, and is not reached by the Tab key. */
export async function unreached(page: Page): Promise<string[]> {
  const wanted = await page.evaluateHandle(() => {
    const place = document.querySelector('dialog[open]') ?? document.querySelector('main')!
    const all = [
      ...place.querySelectorAll<HTMLElement>('button:not(:disabled), a[href], input:not(:disabled), select:not(:disabled), textarea, summary, [onclick]'),
    ]
    // Of radio buttons and tabs one is reached; the arrow keys lead to the others.
    const others = '[type=radio]:not(:checked), [role=tab][aria-selected=false]'
    return new Set(all.filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.matches(others)))
  })
  const left = () =>
    wanted.evaluate((all) => {
      all.delete(document.activeElement as HTMLElement)
      return all.size
    })
  const most = 2 * (await left()) + 50
  for (let i = 0; i < most && (await left()) > 0; i++) await page.keyboard.press('Tab')
  return wanted.evaluate((all) => [...all].map(({ outerHTML }) => outerHTML.slice(0, 200)))
}
