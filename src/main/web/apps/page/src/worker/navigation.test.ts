// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { asksForPage, navigate } from './navigation.ts'

const page = { mode: 'navigate', method: 'GET', url: 'https://chat.example.org/' } as Request
const answer = (status: number) => () => Promise.resolve(new Response('from the server', { status }))

test.each<[string, Partial<Request>, boolean]>([
  ['the page', {}, true],
  ['the page at a conversation', { url: 'https://chat.example.org/#/c/support' }, true],
  ['a call', { mode: 'cors', url: 'https://chat.example.org/api/v1/me' }, false],
  ['a transcript that is opened in a tab', { url: 'https://chat.example.org/api/v1/conversations/support/transcript' }, false],
  ['the health of the server', { url: 'https://chat.example.org/actuator/health' }, false],
  ['a file', { url: 'https://chat.example.org/files/some-token' }, false],
  ['the way to an identity provider', { url: 'https://chat.example.org/oauth2/authorization/company' }, false],
  ['the way back from it', { url: 'https://chat.example.org/login/oauth2/code/company?code=c&state=s' }, false],
  ['an asset', { mode: 'no-cors', url: 'https://chat.example.org/assets/index.js' }, false],
  ['a form', { method: 'POST' }, false],
])('what asks for the page: %s', (_what, change, expected) => expect(asksForPage({ ...page, ...change })).toBe(expected))

test.each([200, 304, 401, 404, 500])('an answer of the server is the server’s: %i', async (status) => {
  const given = status === 304 ? () => Promise.resolve({ status, text: () => Promise.resolve('from the server') } as Response) : answer(status)
  const response = await navigate(page, given)
  expect(response.status).toBe(status)
  expect(await response.text()).toBe('from the server')
})

test.each<[string, typeof fetch]>([
  ['nobody answers', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['the proxy says 502', answer(502)],
  ['the proxy says 503', answer(503)],
  ['the proxy says 504', answer(504)],
])('%s: a page of our own, which nothing keeps and in which only its own script runs', async (_why, ask) => {
  const response = await navigate(page, ask)
  const html = await response.text()
  const nonce = /<script nonce="([^"]+)"/.exec(html)![1]!
  expect(response.status).toBe(503)
  expect(response.headers.get('Cache-Control')).toBe('no-store')
  expect(response.headers.get('Content-Security-Policy')).toContain(`script-src 'nonce-${nonce}'`)
  expect(html).toContain('<h1>The chat server does not answer</h1>')
  expect(html).toContain('Der Chat-Server antwortet nicht')
})
