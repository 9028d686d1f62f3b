import { useEffect, useState } from 'react'
import { useObservable } from '../../ui/useObservable.ts'
import { useChat } from '../session/ChatProvider.tsx'
import { Uploads } from './uploads.ts'

/** The files of the next message; what is dropped anywhere on the page is one of them. */
export function useUploads(conversationId: string): Uploads {
  const chat = useChat()
  const online = useObservable(chat.connection).status === 'online'
  const [uploads] = useState(() => new Uploads(chat, conversationId))

  useEffect(() => {
    if (online) uploads.carry()
  }, [uploads, online])

  useEffect(() => () => uploads.end(), [uploads])

  useEffect(() => {
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
    }
    const drop = (event: DragEvent) => {
      if (!event.dataTransfer?.files.length) return
      event.preventDefault()
      uploads.add(event.dataTransfer.files)
    }
    window.addEventListener('dragover', over)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', over)
      window.removeEventListener('drop', drop)
    }
  }, [uploads])

  return uploads
}
