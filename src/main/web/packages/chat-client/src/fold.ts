/**
 * Letters of which Unicode says that they are letters of their own, while people type what they
 * look like.
 */
const LETTERS: Record<string, string> = {
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ĸ: 'k',
  ı: 'i',
  ς: 'σ',
}

/**
 * A text without case, accents and typographic variants, as the server folds names for its search
 * (`Folding.java`).
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{Mn}\p{Cf}]/gu, '')
    .toUpperCase()
    .toLowerCase()
    .replace(/[æœøłđðþħŧŋĸıς]/gu, (letter) => LETTERS[letter]!)
    .replace(/\p{White_Space}+/gu, ' ')
    .trim()
}

/** Whether a text has this part, however it is typed. */
export function matches(text: string, query: string): boolean {
  return fold(text).includes(fold(query))
}
