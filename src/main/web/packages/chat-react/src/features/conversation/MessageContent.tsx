import type { Member } from '@sealkloud/chat-client'
import { memo, useEffect, useRef, useState } from 'react'
import { useText } from '../../i18n/LanguageProvider.tsx'
import { scrollable } from '../../ui/scrollable.ts'
import { useMe } from '../session/ChatProvider.tsx'
import { LaterCopyCode } from './laterParts.ts'
import { render } from './markdown.ts'
import styles from './MessageContent.module.css'
import { useMentionHighlights } from './useMentionHighlights.ts'

const NOBODY: readonly Member[] = []
const NO_CODE: readonly HTMLElement[] = []

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

  const [blocks, setBlocks] = useState(NO_CODE)
  useEffect(() => {
    const found = [...element.current!.querySelectorAll('pre')]
    setBlocks(found.length > 0 ? found : NO_CODE)
  }, [html])
  useEffect(() => {
    const ends = blocks.map((block) => scrollable(block.querySelector('code')!, label))
    return () => ends.forEach((end) => end())
  }, [blocks, label])

  return (
    <>
      <div ref={element} className={styles.content} dir="auto" data-words="" dangerouslySetInnerHTML={{ __html: html }} />
      {blocks.length > 0 && <LaterCopyCode blocks={blocks} onClose={() => {}} />}
    </>
  )
})
