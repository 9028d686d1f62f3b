import { createElement, Fragment } from 'react'

const FIRST_STRONG_ISOLATE = '\u2068'
const POP_DIRECTIONAL_ISOLATE = '\u2069'

/** Line breaks, controls, and what turns the direction of whatever stands beside it. */
const NOT_OF_A_LINE = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu

/**
 * A name for a sentence: one line, isolated, so that its direction is its own. {@link Sentence}
 * makes elements of the marks.
 */
export function named(name: string): string {
  return FIRST_STRONG_ISOLATE + name.replace(NOT_OF_A_LINE, ' ') + POP_DIRECTIONAL_ISOLATE
}

/** A sentence of this page's own words in which each {@link named} part is a `<bdi>`. */
export function Sentence({ children }: { children: string }) {
  const parts = children.split(/[\u2068\u2069]/u)
  // Names stand at the odd places: no word of ours has these marks, and no name keeps them.
  return createElement(Fragment, null, ...parts.map((part, index) => (index % 2 === 1 ? createElement('bdi', null, part) : part)))
}
