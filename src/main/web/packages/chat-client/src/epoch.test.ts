import { expect, test, vi } from 'vitest'
import { Epoch } from './epoch.ts'

test('what is of another epoch is told once it is new, and dropped silently once it is former', () => {
  const other = vi.fn()
  const epoch = new Epoch(other)
  expect(epoch.admits('one')).toBe(true)
  expect(epoch.admits(undefined)).toBe(true)

  expect(epoch.admits('two')).toBe(false)
  expect(other).toHaveBeenCalledTimes(1)

  expect(epoch.begin('two')).toBe(true)
  expect(epoch.admits('two')).toBe(true)
  expect(epoch.admits('one')).toBe(false)
  expect(other).toHaveBeenCalledTimes(1)
})

test('a server that goes back to an epoch from before is believed', () => {
  const epoch = new Epoch(() => {})
  epoch.begin('one')
  epoch.begin('two')
  expect(epoch.begin('one')).toBe(true)
  expect(epoch.admits('one')).toBe(true)
})
