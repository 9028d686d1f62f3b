import { memo, useEffect, useRef } from 'react'
import { useText } from '../../i18n/LanguageProvider.tsx'
import { scrollable } from '../../ui/scrollable.ts'
import { render } from './markdown.ts'
import styles from './MessageContent.module.css'

/**
 * What somebody wrote. The element isolates the direction of its text, so that nothing in it
 * reorders the page.
 */
export const MessageContent = memo(function MessageContent({ content }: { content: string }) {
  const element = useRef<HTMLDivElement>(null)
  const html = render(content)
  const label = useText().conversation.code

  useEffect(() => {
    const ends = [...element.current!.querySelectorAll('pre')].map((block) => scrollable(block, label))
    return () => ends.forEach((end) => end())
  }, [html, label])

  return <div ref={element} className={styles.content} dir="auto" dangerouslySetInnerHTML={{ __html: html }} />
})
