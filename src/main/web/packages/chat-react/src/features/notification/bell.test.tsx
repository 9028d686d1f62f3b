import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { de } from '../../i18n/de.ts'
import { en } from '../../i18n/en.ts'
import { Icon } from '../../ui/Icon.tsx'
import { BELL_SIGNS, bellState, type BellState } from './bell.ts'

const RINGS = { isMuted: false, isQuiet: false, isOff: false, allowed: 'granted' } as const
const THREE: BellState[] = ['muted', 'quiet', 'default']

describe('the bell', () => {
  it('says what keeps notifications away, the nearest reason first', () => {
    expect(bellState(RINGS)).toBeNull()
    expect(bellState({ ...RINGS, allowed: 'denied' })).toBe('denied')
    expect(bellState({ ...RINGS, allowed: 'default', isOff: true })).toBe('off')
    expect(bellState({ ...RINGS, isOff: true, isQuiet: true })).toBe('quiet')
    expect(bellState({ ...RINGS, isQuiet: true, isMuted: true })).toBe('muted')
  })

  it('has three signs that differ from each other and from the one that rings', () => {
    expect(THREE.map((state) => BELL_SIGNS[state])).toEqual(['bellOff', 'moon', 'bellAsk'])
    const drawn = ['bell' as const, ...THREE.map((state) => BELL_SIGNS[state])].map((name) => renderToStaticMarkup(<Icon name={name} />))
    expect(new Set(drawn).size).toBe(4)
    expect([BELL_SIGNS.off, BELL_SIGNS.denied, BELL_SIGNS.unsupported]).toEqual(['bellOff', 'bellAsk', 'bellAsk'])
  })

  it.each([en, de])('calls each of them by another name', (words) => {
    expect(new Set(THREE.map((state) => words.notification.bellState[state])).size).toBe(3)
  })
})
