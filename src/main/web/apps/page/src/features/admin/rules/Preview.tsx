import type { RulePreview } from '@sealkloud/chat-client'
import { useDates } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import { MessageContent } from '@sealkloud/chat-react/features/conversation/MessageContent.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import forms from '../ui/forms.module.css'
import { useAdminWords } from '../words/useAdminWords.ts'
import styles from './Preview.module.css'

/** What a rule would say of an example ticket, and when it would have said it. */
export function Preview({ preview: { content, example, tickets, count, fired } }: { preview: RulePreview }) {
  const words = useAdminWords().rules
  const dates = useDates()
  return (
    <div className={styles.preview} role="status">
      <p className={forms.text}>{example.madeUp ? words.previewMadeUp : words.previewOf(nameOf(example))}</p>
      <div className={styles.bubble}>{content.trim() === '' ? words.previewEmpty : <MessageContent content={content} />}</div>
      {tickets > 0 && <p className={forms.text}>{words.fired(count, tickets)}</p>}
      {fired.length > 0 && (
        <ul className={styles.times}>
          {fired.map((each) => (
            <li key={`${each.ticketId} ${each.at}`}>
              <time dateTime={each.at}>{dates.full(new Date(each.at))}</time> <bdi className={controls.hint}>{nameOf(each)}</bdi>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function nameOf({ number, title }: { number?: string; title: string }): string {
  return number === undefined ? title : `${number} ${title}`
}
