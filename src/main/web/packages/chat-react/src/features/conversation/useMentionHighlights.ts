import type { Member } from '@sealkloud/chat-client'
import { useEffect, type RefObject } from 'react'
import { mentionsIn } from './mentions.ts'

const NAMES = { others: 'chat-mention', mine: 'chat-mention-mine' } as const

/** Shared by all messages on the page; null in a browser that cannot highlight ranges. */
function highlight(name: string): Highlight | null {
  if (!('highlights' in CSS)) return null
  const present = CSS.highlights.get(name) ?? new Highlight()
  CSS.highlights.set(name, present)
  return present
}

/**
 * Makes mentions of members stand out in what is rendered, those of the person more than others.
 * Whom it mentions, the server has found out; this finds the places.
 * It changes no element, so nothing moves and nothing is rendered anew.
 */
export function useMentionHighlights(
  element: RefObject<HTMLElement | null>,
  html: string,
  members: readonly Member[],
  mentions: readonly string[] | undefined,
  me: string,
): void {
  useEffect(() => {
    if (!mentions) return
    const mentioned = members.filter(({ userId }) => mentions.includes(userId))
    const added: [Highlight, Range][] = []
    const texts = document.createTreeWalker(element.current!, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement!.closest('code, a') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    )
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      for (const { from, to, member } of mentionsIn(node.textContent ?? '', mentioned)) {
        const shared = highlight(member.userId === me ? NAMES.mine : NAMES.others)
        if (!shared) return
        const range = document.createRange()
        range.setStart(node, from)
        range.setEnd(node, to)
        shared.add(range)
        added.push([shared, range])
      }
    }
    return () => added.forEach(([shared, range]) => shared.delete(range))
  }, [element, html, members, mentions, me])
}
