/**
 * What shows nothing, as the server measures it: {@link isBlank} of both is tested with
 * `src/test/resources/text/blank.json`.
 */
const VISIBLE = /[^\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800\u{13441}\u{13442}\u{1D159}]/u

/** Controls but tab, CR and LF. */
// oxlint-disable-next-line no-control-regex
const CONTROLS = /[\0-\x08\x0B\f\x0E-\x1F\x7F-\x9F]/gu

/** What turns the direction of the text around it. */
const DIRECTIONS = /[\u202A-\u202E\u2066-\u2069]/gu

/** Whether nothing of a text can be seen; such a text is no message. */
export function isBlank(text: string): boolean {
  return !VISIBLE.test(text)
}

/**
 * What was typed or pasted, without what the server refuses: controls, as terminals copy them, and
 * halves of surrogate pairs.
 */
export function writable(text: string): string {
  return text.replace(CONTROLS, '').replace(/\p{Cs}/gu, '\uFFFD')
}

/** A title or name that was typed or pasted, without what the server refuses in one line. */
export function line(text: string): string {
  return writable(text)
    .replace(DIRECTIONS, '')
    .replace(/[\t\r\n\u2028\u2029]+/gu, ' ')
    .trim()
}
