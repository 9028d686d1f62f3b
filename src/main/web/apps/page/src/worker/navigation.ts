import { preferredLanguage } from '@sealkloud/chat-react/i18n/languages.ts'
import { awayPage } from './awayPage.ts'

/** What a reverse proxy says for a server that it cannot reach. */
const AWAY = new Set([502, 503, 504])

/**
 * Whether a request asks for the page itself, and not for something of the server's that is opened
 * like one.
 */
export function asksForPage({ mode, method, url }: Pick<Request, 'mode' | 'method' | 'url'>): boolean {
  return mode === 'navigate' && method === 'GET' && !/^\/(?:api|actuator|files|ws|oauth2|login)(?:\/|$)/.test(new URL(url).pathname)
}

/** The page from the server, always, and one that says so while the server is away. */
export async function navigate(request: Request, ask: typeof fetch = fetch): Promise<Response> {
  const answer = await ask(request).catch(() => null)
  return answer && !AWAY.has(answer.status) ? answer : away()
}

function away(): Response {
  const nonce = crypto.randomUUID()
  return new Response(awayPage(preferredLanguage(), nonce), {
    status: 503,
    headers: {
      'Content-Type': 'text/html;charset=UTF-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    },
  })
}
