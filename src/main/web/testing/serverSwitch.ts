import { expect, inject } from 'vitest'

const serverSwitch = inject('serverSwitch')

/** Whether the server is ours to kill. */
export const ours = serverSwitch !== null

/**
 * Does something to the server: ends a part of it as a crash does, or in good order, starts it
 * again on the same data, or sets its data back.
 */
export async function turn(what: 'back-up' | 'restore' | `${'kill' | 'run' | 'stop'}/${string}`): Promise<void> {
  const response = await fetch(`${serverSwitch}/${what}`, { method: 'POST' })
  expect(response.status, await response.text()).toBe(204)
}
