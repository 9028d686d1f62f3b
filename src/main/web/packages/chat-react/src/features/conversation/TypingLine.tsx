import { useDates, useText } from '../../i18n/LanguageProvider.tsx'
import { named, Sentence } from '../../text/names.tsx'
import { useObservable } from '../../ui/useObservable.ts'
import { useChat } from '../session/ChatProvider.tsx'
import styles from './TypingLine.module.css'

/**
 * Who is typing, for up to three people by name. Its height is always reserved, so that the
 * messages do not jump.
 */
export function TypingLine({ conversationId }: { conversationId: string }) {
  const text = useText()
  const dates = useDates()
  const typists = useObservable(useChat().typists(conversationId))
  const names = dates.list(typists.map(({ userName }) => named(userName)))

  return (
    <div className={styles.line} data-testid="typing">
      {typists.length > 0 && (
        <>
          <span className={styles.dots} aria-hidden="true">
            <span />
            <span />
            <span />
          </span>
          <span>{typists.length > 3 ? text.typingMany : <Sentence>{text.typing(names, typists.length)}</Sentence>}</span>
        </>
      )}
    </div>
  )
}
