import type { Attachment } from '@sealkloud/chat-client'
import { isPicture } from './pictures.ts'
import type { Row } from './rows.ts'

const AVERAGE_CHARACTERS_PER_LINE = 64

/** The whole conversation is laid out by these guesses again whenever a page is put in. */
const guessed = new WeakMap<object, number>()

/** A guess that spares the list most of its corrections when a page of history is put in. */
export function estimate(row: Row): number {
  if (row.kind === 'created') return 140
  if (row.kind === 'day') return 44
  if (row.kind === 'new' || row.kind === 'trimmed' || row.kind === 'changes' || row.kind === 'room' || row.kind === 'ticket') return 36
  const written = row.kind === 'outgoing' ? row.message : row.event
  let lines = guessed.get(written)
  if (lines === undefined) guessed.set(written, (lines = linesOf(written.content)))
  const files = row.kind === 'outgoing' || row.event.deleted ? undefined : row.event.attachments
  return 16 + lines * 22 + (row.kind === 'note' ? 52 : row.first ? 34 : 0) + (files ? heightOf(files) : 0)
}

/** As Pictures.module.css and Files.module.css lay them out in a wide window. */
function heightOf(files: readonly Attachment[]): number {
  const pictures = files.filter(isPicture)
  const others = (files.length - pictures.length) * 36
  if (pictures.length > 1) return others + Math.ceil(pictures.length / 4) * 144
  const [picture] = pictures
  return others + (picture ? 4 + picture.height * Math.min(1, 320 / Math.max(picture.width, picture.height)) : 0)
}

function linesOf(content: string): number {
  return Math.min(200, content.split('\n').length - 1 + Math.ceil(content.length / AVERAGE_CHARACTERS_PER_LINE))
}
