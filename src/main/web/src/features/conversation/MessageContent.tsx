import { memo } from 'react'
import { render } from './markdown.ts'
import styles from './MessageContent.module.css'

/** What somebody wrote. The element isolates the direction of its text, so that nothing in it reorders the page. */
export const MessageContent = memo(function MessageContent({ content }: { content: string }) {
  return <div className={styles.content} dir="auto" dangerouslySetInnerHTML={{ __html: render(content) }} />
})
