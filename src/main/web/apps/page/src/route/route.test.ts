import { expect, test } from 'vitest'

// The Back button listens to the window as soon as it is imported.
Object.assign(globalThis, { addEventListener: () => {}, history: { state: { index: 0 } }, location: { hash: '' } })
const { adminHref, hrefOf, parse } = await import('./route.ts')

test('an address names a conversation, or a page of the administration and what of it', () => {
  expect(parse(hrefOf('ticket-A1', 7))).toEqual({ conversationId: 'ticket-A1', seq: 7 })
  expect(parse('#/admin')).toEqual({ admin: { page: '' } })
  expect(parse(adminHref('dead-letters'))).toEqual({ admin: { page: 'dead-letters' } })
  expect(parse(adminHref('webhooks', '01-ab'))).toEqual({ admin: { page: 'webhooks', item: '01-ab' } })
  expect(parse('#/refused/not-admitted')).toEqual({ refused: 'not-admitted' })
  expect(parse('#/administration')).toEqual({})
  expect(parse('#/admin/people/../x')).toEqual({})
})
