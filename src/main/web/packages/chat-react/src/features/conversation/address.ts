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
/** A host anywhere in a text, and what follows it as in an address. */
const HOST = /(?<![\p{L}\p{M}\p{N}.-])((?:[\p{L}\p{M}\p{N}-]+\.)+\p{L}[\p{L}\p{M}\p{N}-]+|\d{1,3}(?:\.\d{1,3}){3})(?:[/?#:]\S*)?/gu
const UNSEEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu
/** What browsers take for a dot between the labels of a host. */
const DOTS = /[。．｡]/gu

/**
 * An address as a link shows it: as it was typed, never decoded. A host of several scripts is shown
 * as it is in ASCII, and so is what cannot be seen or turns the direction: `https://аррӏе.com`, in
 * Cyrillic but for its end, becomes `https://xn--80ak6aa92e.com`.
 */
export function shownAddress(typed: string): string {
  const visible = typed.replace(UNSEEN, encodeURIComponent)
  const [, start, host, rest] = ADDRESS.exec(visible) ?? []
  if (start === undefined || host === undefined || isOfOneScript(host)) return visible
  return start + (inAscii(host) ?? host) + rest
}

/** The host that an address leads to, if the words of the link contain another one. */
export function hostShownBy(words: string, href: string): string | undefined {
  const host = URL.canParse(href) ? new URL(href).hostname : ''
  if (host === '') return undefined
  const stated = [...words.replace(UNSEEN, '').replace(DOTS, '.').matchAll(HOST)].map(([, found]) => found!)
  return stated.every((found) => bare(inAscii(found)) === bare(host)) ? undefined : host
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
