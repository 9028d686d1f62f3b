import { describe, expect, test } from 'vitest'
import { Backoff } from './backoff.ts'

describe('a back-off', () => {
  test('doubles up to its bound', () => {
    const backoff = new Backoff({ firstMs: 100, maxMs: 1_000, random: () => 1 })
    expect(Array.from({ length: 6 }, () => backoff.next())).toEqual([100, 200, 400, 800, 1_000, 1_000])
  })

  test('is spread between half of the bound and all of it', () => {
    const waits = Array.from({ length: 200 }, () => new Backoff({ firstMs: 1_000 }).next())
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(500)
    expect(Math.max(...waits)).toBeLessThanOrEqual(1_000)
    expect(new Set(waits).size).toBeGreaterThan(20)
  })

  test('waits at least as long as the server asks', () => {
    expect(new Backoff({ firstMs: 100 }).next(7_000)).toBe(7_000)
  })

  test('keeps the turn that the server gives, with a tenth of chance at most', () => {
    const turns = Array.from({ length: 200 }, () => new Backoff().turn(3_000))
    expect(Math.min(...turns)).toBeGreaterThanOrEqual(3_000)
    expect(Math.max(...turns)).toBeLessThanOrEqual(3_300)
    expect(new Set(turns).size).toBeGreaterThan(20)
  })

  test('does not count a turn as a failed attempt', () => {
    const backoff = new Backoff({ firstMs: 100, random: () => 1 })
    backoff.next()
    backoff.turn(5_000)
    backoff.turn(5_000)
    expect(backoff.next()).toBe(200)
  })

  test('starts again after a success', () => {
    const backoff = new Backoff({ firstMs: 100, random: () => 1 })
    backoff.next()
    backoff.next()
    backoff.reset()
    expect(backoff.next()).toBe(100)
  })
})
