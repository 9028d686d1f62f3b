import { ChatError, type Attachment } from '@sealkloud/chat-client'
import { useState } from 'react'
import { useText } from '../../i18n/LanguageProvider.tsx'
import { useChat } from '../session/ChatProvider.tsx'

/** Saves a file, by a link of its own: a download has no log-in. `failed` says why it could not. */
export function useSavedFile(): { save: (file: Attachment) => Promise<void>; failed: string | null } {
  const text = useText()
  const chat = useChat()
  const [failed, setFailed] = useState<string | null>(null)

  const save = async ({ attachmentId, name }: Attachment) => {
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
  return { save, failed }
}
