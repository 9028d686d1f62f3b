import { ChatError, type Attachment } from '@sealkloud/chat-client'
import { useState } from 'react'
import { useLanguage, useText } from '../../i18n/LanguageProvider.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useChat } from '../session/ChatProvider.tsx'
import styles from './Files.module.css'

/** The files of a message. One is opened by a link of its own, because a download has no log-in. */
export function Files({ files }: { files: readonly Attachment[]; onClose: () => void }) {
  const text = useText()
  const chat = useChat()
  const language = useLanguage()
  const [failed, setFailed] = useState<string | null>(null)

  const open = async ({ attachmentId, name }: Attachment) => {
    setFailed(null)
    try {
      const link = document.createElement('a')
      link.href = await chat.rest.attachmentLink(attachmentId)
      link.download = name
      link.target = '_blank'
      link.rel = 'noopener'
      link.click()
    } catch (error) {
      setFailed(error instanceof ChatError && error.code === 'not_found' ? text.files.gone : text.files.failed)
    }
  }

  return (
    <ul className={styles.files}>
      {files.map((file) => (
        <li key={file.attachmentId}>
          {file.status === 'removed' ? (
            <em className={styles.gone}>
              <bdi>{file.name}</bdi> – {text.files.removed}
            </em>
          ) : (
            <button type="button" className={styles.file} title={text.files.save} onClick={() => void open(file)}>
              <Icon name="attach" size={18} />
              <bdi className={styles.name}>{file.name}</bdi>
              <span className={styles.size}>{sizeOf(file.size, language)}</span>
            </button>
          )}
        </li>
      ))}
      {failed !== null && <li role="alert">{failed}</li>}
    </ul>
  )
}

function sizeOf(octets: number, language: string): string {
  const unit = octets < 1000 ? 'byte' : octets < 1_000_000 ? 'kilobyte' : 'megabyte'
  const value = octets / { byte: 1, kilobyte: 1000, megabyte: 1_000_000 }[unit]
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)
}
