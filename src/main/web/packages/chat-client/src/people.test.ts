import { expect, test } from 'vitest'
import type { PresenceEvent } from './events.ts'
import type { User } from './user.ts'
import { People } from './people.ts'

const lena: User = { userId: 'lena', userName: 'lena', userRole: 'employee_l1', status: 'offline', lastSeen: '2026-01-01T00:00:01.000Z' }

function told(type: PresenceEvent['type'], lastSeen: string): PresenceEvent {
  return { type, userId: 'lena', userName: 'lena', userRole: 'employee_l1', lastSeen, timestamp: lastSeen }
}

test('a list that was written before a change of presence does not undo it', () => {
  const people = new People()
  people.apply(told('user_online', '2026-01-01T00:00:02.000Z'))

  people.learn([{ ...lena, userName: 'Lena' }])

  expect(people.all.value.get('lena')).toMatchObject({ userName: 'Lena', status: 'online' })
})

test('a list that was written after it is taken', () => {
  const people = new People()
  people.apply(told('user_online', '2026-01-01T00:00:00.000Z'))

  people.learn([lena])

  expect(people.all.value.get('lena')?.status).toBe('offline')
})

test('after a new connection, whoever is not listed has gone', () => {
  const people = new People()
  people.apply(told('user_online', '2026-01-01T00:00:02.000Z'))

  people.learnOnline([])

  expect(people.all.value.get('lena')?.status).toBe('offline')
})

test('a change that was told while the complete list was on its way outlasts it', () => {
  const people = new People()
  people.apply(told('user_online', '2026-01-01T00:00:01.000Z'))
  people.askedForOnline()
  people.apply(told('user_away', '2026-01-01T00:00:02.000Z'))

  people.learnOnline([{ ...lena, status: 'online' }])
  expect(people.all.value.get('lena')?.status).toBe('away')

  people.learnOnline([])
  expect(people.all.value.get('lena')?.status).toBe('offline')
})

test('somebody is called otherwise and has another picture', () => {
  const people = new People()
  people.learn([{ ...lena, status: 'online', picture: 'one' }])

  people.applyChange({ type: 'user_changed', userId: 'lena', userName: 'Lena Renamed', userRole: 'employee_l2', picture: 'two', timestamp: '' })
  expect(people.all.value.get('lena')).toMatchObject({ userName: 'Lena Renamed', userRole: 'employee_l2', status: 'online', picture: 'two' })

  people.applyChange({ type: 'user_changed', userId: 'lena', userName: 'Lena Renamed', userRole: 'employee_l2', timestamp: '' })
  expect(people.all.value.get('lena')).not.toHaveProperty('picture')
})
