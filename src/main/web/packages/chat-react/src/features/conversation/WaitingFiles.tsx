import type { OutgoingFile, OutgoingMessage } from '@sealkloud/chat-client'
import { useText } from '../../i18n/LanguageProvider.tsx'
import { useChat } from '../session/ChatProvider.tsx'
import { UploadItem } from './UploadItem.tsx'
import styles from './UploadList.module.css'

/** The files of a message that goes when they have gone. */
export function WaitingFiles({ message: { clientMessageId, files } }: { message: OutgoingMessage }) {
  const chat = useChat()
  const text = useText()
  return (
    <ul className={`${styles.list} ${styles.ofMessage}`} aria-label={text.files.ofMessage}>
      {files?.map((file) => (
        <UploadItem
          key={file.fileId}
          name={file.name}
          type={file.type}
          load={() => chat.waitingFile(clientMessageId, file.fileId)}
          state={stateOf(file)}
          part={file.part ?? 0}
          failure={file.failure}
          {...(file.failure && { removal: { label: text.files.remove(file.name), onRemove: () => chat.discardFile(clientMessageId, file.fileId) } })}
        />
      ))}
    </ul>
  )
}

function stateOf({ failure, attachment, part }: OutgoingFile) {
  if (failure) return 'failed'
  if (attachment) return 'done'
  return part === undefined ? 'waiting' : 'uploading'
}
