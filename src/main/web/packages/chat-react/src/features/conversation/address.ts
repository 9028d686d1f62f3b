/**
 * Scripts whose letters a host may have, if it has no others: those of several scripts can look
 * like another host.
 */
const SCRIPTS = [
  /^[a-z\u00C0-\u024F\u1E00-\u1EFF]*$/iu,
  /^\p{Script=Cyrillic}*$/u,
  /^\p{Script=Greek}*$/u,
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Hangul}ー]*$/u,
  /^\p{Script=Arabic}*$/u,
  /^\p{Script=Hebrew}*$/u,
  /^\p{Script=Devanagari}*$/u,
  /^\p{Script=Thai}*$/u,
  /^\p{Script=Armenian}*$/u,
  /^\p{Script=Georgian}*$/u,
]

const ADDRESS = /^([a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?)([^/?#:]+)(.*)$/isu
const HOST = /^\s*(?:https?:\/\/)?(?:[^/?#@\s]*@)?((?:[\p{L}\p{M}\p{N}-]+\.)+[\p{L}\p{M}\p{N}-]{2,})(?:[/?#:]|\s*$)/iu

/**
 * An address as a link shows it: as it was typed, never decoded. A host of several scripts is shown
 * as it is in ASCII, and so is what cannot be seen or turns the direction: `https://аррӏе.com`, in
 * Cyrillic but for its end, becomes `https://xn--80ak6aa92e.com`.
 */
export function shownAddress(typed: string): string {
  const visible = typed.replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu, encodeURIComponent)
  const [, start, host, rest] = ADDRESS.exec(visible) ?? []
  if (start === undefined || host === undefined || isOfOneScript(host)) return visible
  return start + (inAscii(host) ?? host) + rest
}

/** The host that an address leads to, if the words of the link are an address of another one. */
export function hostShownBy(words: string, href: string): string | undefined {
  const stated = HOST.exec(words)?.[1]
  const host = URL.canParse(href) ? new URL(href).hostname : ''
  if (stated === undefined || host === '') return undefined
  return bare(inAscii(stated)) === bare(host) ? undefined : host
}

function bare(host: string | undefined): string | undefined {
  return host?.replace(/^www\./u, '')
}

function isOfOneScript(host: string): boolean {
  const letters = host.replace(/[^\p{L}\p{M}]/gu, '')
  return SCRIPTS.some((script) => script.test(letters))
}

function inAscii(host: string): string | undefined {
  const address = `https://${host}`
  return URL.canParse(address) ? new URL(address).hostname : undefined
}
