import { useEffect } from 'react'
import { useChat } from '../session/ChatProvider.tsx'
import { hasFiles, uploadsOf, type Uploads } from './uploads.ts'

/** The files of the next message; what is dropped anywhere on the page is one of them. */
export function useUploads(conversationId: string): Uploads {
  const chat = useChat()
  const uploads = uploadsOf(chat, conversationId)

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

  useEffect(() => {
    // What is written is kept, but a file that was only chosen is not.
    const leave = (event: BeforeUnloadEvent) => {
      if (hasFiles(chat)) event.preventDefault()
    }
    addEventListener('beforeunload', leave)
    return () => removeEventListener('beforeunload', leave)
  }, [chat])

  return uploads
}
