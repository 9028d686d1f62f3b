import type { Conversation, TranscriptFormat } from '@sealkloud/chat-client'
import { useState } from 'react'
import { useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { useChat } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import styles from './TicketDetails.module.css'

const EXTENSIONS: Record<TranscriptFormat, string> = { text: 'txt', json: 'json', html: 'html' }
const FORMATS = Object.keys(EXTENSIONS) as TranscriptFormat[]

/** Saves all that was said in a conversation as a file. */
export function Transcript({ conversation: { conversationId } }: { conversation: Conversation }) {
  const chat = useChat()
  const text = useText()
  const [state, setState] = useState<'idle' | 'working' | 'failed'>('idle')

  function download(format: TranscriptFormat) {
    setState('working')
    chat.rest.transcript(conversationId, format).then(
      (content) => {
        save(content, `transcript-${conversationId}.${EXTENSIONS[format]}`)
        setState('idle')
      },
      () => setState('failed'),
    )
  }

  return (
    <section className={styles.section}>
      <h3 id="transcript">{text.ticket.transcript}</h3>
      <div className={styles.formats} role="group" aria-labelledby="transcript">
        {FORMATS.map((format) => (
          <button key={format} type="button" className={controls.button} disabled={state === 'working'} onClick={() => download(format)}>
            {text.ticket.formats[format]}
          </button>
        ))}
      </div>
      <div role="alert">{state === 'failed' && <p className={controls.error}>{text.ticket.transcriptFailed}</p>}</div>
    </section>
  )
}

function save(content: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(link.href))
}
