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
