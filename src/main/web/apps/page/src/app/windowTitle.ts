/**
 * Marks that turn the direction of what follows them; nothing encloses a title on the way to the
 * window.
 */
const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/** What the window is called: the conversation first, because tabs cut the end off. */
export function windowTitle(page: string, conversation: string | undefined): string {
  return conversation === undefined ? page : `${conversation.replaceAll(DIRECTIONS, '')} – ${page}`
}
