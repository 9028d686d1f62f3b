import type { Language } from '@sealkloud/chat-react/i18n/languages.ts'
import { WORDS } from './words.ts'

/** How often it looks whether the server is back. */
const LOOK_EVERY_MS = 10_000

const STYLE = `
  :root { color-scheme: light dark; }
  :root[data-theme=light] { color-scheme: light; }
  :root[data-theme=dark] { color-scheme: dark; }
  body {
    display: grid;
    min-height: 100dvh;
    margin: 0;
    padding: 24px;
    box-sizing: border-box;
    place-content: center;
    justify-items: center;
    gap: 8px;
    background: light-dark(#ffffff, #14191f);
    color: light-dark(#17212b, #e8edf2);
    font: 16px/1.45 system-ui, sans-serif;
    text-align: center;
  }
  svg { padding: 18px; border-radius: 50%; background: light-dark(#dceef4, #173a48); color: light-dark(#0b6b8a, #5cc1de); }
  h1 { margin: 8px 0 0; font-size: 20px; }
  p { max-width: 44ch; margin: 0 0 8px; color: light-dark(#4e5b68, #a5b1bd); }
  button {
    min-height: 44px;
    padding: 0 20px;
    border: 1px solid transparent;
    border-radius: 8px;
    background: light-dark(#0b6b8a, #5cc1de);
    color: light-dark(#ffffff, #06222c);
    font: inherit;
    cursor: pointer;
  }`

/**
 * Takes the language and theme that were chosen in this browser, and tries again. A string, because
 * it runs on the page.
 */
const SCRIPT = `(words, everyMs) => {
  let chosen = {}
  try { chosen = JSON.parse(localStorage.getItem('chat.preferences') ?? '{}') } catch {}
  const root = document.documentElement
  if (chosen.theme) root.dataset.theme = chosen.theme
  const said = words[chosen.language]
  if (said) {
    root.lang = chosen.language
    document.title = said.title
    document.querySelector('h1').textContent = said.title
    document.querySelector('p').textContent = said.text
    document.querySelector('button').textContent = said.retry
  }
  const reload = () => location.reload()
  document.querySelector('button').addEventListener('click', reload)
  addEventListener('online', reload)
  setInterval(() => fetch('/', { method: 'HEAD', cache: 'no-store' }).then(({ ok }) => ok && reload(), () => {}), everyMs)
}`

/**
 * The page that is shown while the server is away. It lies in the service worker itself and asks
 * for nothing, so that there is no cache that could hold an old one. `nonce` lets its own style and
 * script pass its policy, and nothing else.
 */
export function awayPage(language: Language, nonce: string): string {
  const words = Object.fromEntries(Object.entries(WORDS).map(([tag, text]) => [tag, { ...text.away, retry: text.retry }]))
  const { title, text, retry } = words[language]!
  return `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title}</title>
    <style nonce="${nonce}">${STYLE}</style>
  </head>
  <body>
    <svg width="28" height="28" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" aria-hidden="true">
      <path d="M12 4.5L21 19.5H3zM12 10v4.500M12 17v.1"/>
    </svg>
    <h1>${title}</h1>
    <p>${text}</p>
    <button type="button">${retry}</button>
    <script nonce="${nonce}">(${SCRIPT})(${JSON.stringify(words)}, ${LOOK_EVERY_MS})</script>
  </body>
</html>`
}
