import type { ClipboardEvent } from 'react'
import { useDates, useText } from '../../i18n/LanguageProvider.tsx'
import { useMe } from '../session/ChatProvider.tsx'
import type { Row } from './rows.ts'

/**
 * Copies what is selected of several lines as people read it: who, when, and the words; without
 * receipts and what is there for screen readers alone. Of one message it is the words.
 */
export function useCopying(rows: readonly Row[]): (event: ClipboardEvent<HTMLElement>) => void {
  const text = useText()
  const dates = useDates()
  const { userName } = useMe()

  const say = (row: Row | undefined, words: string) => {
    const said = row && writtenBy(row, userName)
    return said ? text.conversation.said(`${said.name}, ${dates.time(said.at)}`, words) : words
  }
  return (event) => {
    const selection = getSelection()
    if (!selection || selection.isCollapsed || event.target instanceof HTMLTextAreaElement) return
    const range = selection.getRangeAt(0)
    const elements = wordsIn(range, event.currentTarget)
    // Inside of one of them the browser knows the formats, too.
    if (elements.some((element) => element.contains(range.commonAncestorContainer))) return
    const lines = linesOf(range, elements)
    if (lines.size === 0) return
    const copied = lines.size === 1 ? [...lines.values()] : [...lines].map(([index, words]) => say(rows[index], words))
    event.clipboardData.setData('text/plain', copied.join('\n'))
    event.preventDefault()
  }
}

function writtenBy(row: Row, me: string): { name: string; at: Date } | null {
  if (row.kind === 'outgoing') return { name: me, at: new Date(row.message.createdAt) }
  if (row.kind !== 'message' && row.kind !== 'note') return null
  const { event } = row
  return event.type === 'room_message' && event.kind === 'system' ? null : { name: event.senderName, at: new Date(event.timestamp) }
}

/** What shows words below `list`, as far as `range` touches it. */
function wordsIn(range: Range, list: HTMLElement): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>('[data-words]:not(dialog *)')].filter((element) => range.intersectsNode(element))
}

/** What `range` takes of them as plain text, by the index of the row. */
function linesOf(range: Range, elements: readonly HTMLElement[]): Map<number, string> {
  const lines = new Map<number, string>()
  for (const element of elements) {
    const part = document.createRange()
    part.selectNodeContents(element)
    if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0) part.setStart(range.startContainer, range.startOffset)
    if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) part.setEnd(range.endContainer, range.endOffset)
    const words = plain('', part.cloneContents(), false).trim()
    const index = Number(element.closest<HTMLElement>('[data-index]')?.dataset['index'])
    if (words !== '') lines.set(index, lines.has(index) ? `${lines.get(index)}\n${words}` : words)
  }
  return lines
}

const BLOCKS = new Set(['P', 'PRE', 'LI', 'UL', 'OL', 'BLOCKQUOTE'])

function plain(before: string, node: Node, asTyped: boolean): string {
  let text = before
  for (const child of node.childNodes) {
    const tag = child.nodeName
    // Outside of code the source has breaks where the page has none.
    if (child instanceof Text) text += asTyped ? child.data : child.data.replaceAll('\n', '')
    else if (tag === 'BR') text += '\n'
    else if (tag !== 'BUTTON' && (child as Element).role !== 'status') text = plain(text, child, asTyped || tag === 'PRE')
    if (BLOCKS.has(tag) && !text.endsWith('\n')) text += '\n'
  }
  return text
}
