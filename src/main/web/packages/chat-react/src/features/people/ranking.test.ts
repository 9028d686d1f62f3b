import type { User } from '@sealkloud/chat-client'
import { expect, test } from 'vitest'
import { namesakes, ranked } from './ranking.ts'

const person = (userId: string, status: User['status'], lastSeen: string | null = null, userName = userId): User => ({
  userId,
  userName,
  userRole: 'employee_l1',
  status,
  lastSeen,
})
const ASKED = new Date('2026-02-01T00:00:00Z')
const ids = (people: readonly User[]) => people.map(({ userId }) => userId)

test('whoever is here stands first, then who has gone last, then who was never here', () => {
  const listed = [
    person('never', 'offline'),
    person('earlier', 'offline', '2026-01-01T00:00:00Z'),
    person('later', 'offline', '2026-01-02T00:00:00Z'),
    person('away', 'away'),
    person('zoe', 'online'),
    person('ann', 'online'),
    person('also-never', 'offline'),
  ]
  expect(ids(ranked(listed, [], true, ASKED))).toEqual(['ann', 'zoe', 'away', 'later', 'earlier', 'never', 'also-never'])
})

test('somebody who has come is put in, and nobody who stands on a later page', () => {
  const listed = [person('bea', 'online'), person('cem', 'online')]
  const besides = [person('ann', 'online'), person('dan', 'online'), person('eva', 'offline')]
  expect(ids(ranked(listed, besides, false, ASKED))).toEqual(['ann', 'bea', 'cem'])
  expect(ids(ranked(listed, besides, true, ASKED))).toEqual(['ann', 'bea', 'cem', 'dan'])
})

test('somebody who has come and gone since the list was asked for stays in it', () => {
  const listed = [person('bea', 'offline'), person('cem', 'offline')]
  const besides = [person('dan', 'offline', '2026-02-01T00:00:01Z'), person('eva', 'offline', '2026-01-31T00:00:00Z')]
  expect(ids(ranked(listed, besides, false, ASKED))).toEqual(['dan', 'bea', 'cem'])
})

test('a name that two people have needs more beside it', () => {
  expect([...namesakes([person('a', 'online', null, 'Ann'), person('b', 'online', null, 'Ben'), person('c', 'offline', null, 'Ann')])]).toEqual(['Ann'])
})
