import { expect, test } from 'vitest'
import { span } from './span.ts'

test.each([
  [1, '1 s'],
  [90, '90 s'],
  [1800, '30 min'],
  [3600, '60 min'],
  [86_400, '24 hours'],
  [604_800, '7 days'],
])('%i seconds are %s', (seconds, said) => expect(span(seconds, ['s', 'min', 'hours', 'days'])).toBe(said))
