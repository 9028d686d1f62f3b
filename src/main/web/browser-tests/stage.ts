import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterEach, beforeAll, expect } from 'vitest'
import { launch, Person } from './person.ts'

interface Stage {
  readonly browser: Browser
  /** Logs somebody in. */
  arrive: (userId: string, options?: BrowserContextOptions) => Promise<Person>
  /** Somebody who has come in another way. */
  add: (person: Person) => void
}

/**
 * The browser of a file's tests. Whoever is in it leaves after each test, and has no complaints.
 */
export function stage(url: string): Stage {
  let browser: Browser
  const present: Person[] = []

  beforeAll(async () => {
    browser = await launch()
  })
  afterEach(async () => {
    const people = present.splice(0)
    await Promise.all(people.map((person) => person.leave()))
    expect(people.flatMap(({ complaints }) => complaints)).toEqual([])
  })

  return {
    get browser() {
      return browser
    },
    async arrive(userId, options = {}) {
      const person = await Person.arrive(browser, url, userId, options)
      present.push(person)
      return person
    },
    add: (person) => void present.push(person),
  }
}
