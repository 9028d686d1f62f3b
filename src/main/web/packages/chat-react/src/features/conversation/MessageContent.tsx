import type { Member } from '@sealkloud/chat-client'
import { memo, useEffect, useRef } from 'react'
import { useText } from '../../i18n/LanguageProvider.tsx'
import { scrollable } from '../../ui/scrollable.ts'
import { useMe } from '../session/ChatProvider.tsx'
import { render } from './markdown.ts'
import styles from './MessageContent.module.css'
import { useMentionHighlights } from './useMentionHighlights.ts'

const NOBODY: readonly Member[] = []

interface Props {
  content: string
  members?: readonly Member[] | undefined
  /** Whom of them it mentions, as the server says. */
  mentions?: readonly string[] | undefined
}

/**
 * What somebody wrote. The element isolates the direction of its text, so that nothing in it
 * reorders the page.
 */
export const MessageContent = memo(function MessageContent({ content, members = NOBODY, mentions }: Props) {
  const element = useRef<HTMLDivElement>(null)
  const html = render(content)
  const label = useText().conversation.code

  useMentionHighlights(element, html, members, mentions, useMe().userId)

  useEffect(() => {
    const ends = [...element.current!.querySelectorAll('pre')].map((block) => scrollable(block, label))
    return () => ends.forEach((end) => end())
  }, [html, label])

  return <div ref={element} className={styles.content} dir="auto" dangerouslySetInnerHTML={{ __html: html }} />
})
