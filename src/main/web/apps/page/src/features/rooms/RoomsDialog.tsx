import { useState } from 'react'
import { open } from '../../route/route.ts'
import { useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import { Dialog } from '@sealkloud/chat-react/ui/Dialog.tsx'
import { CreateRoom } from './CreateRoom.tsx'
import { RoomList } from './RoomList.tsx'

/** Where staff find rooms, join them, and open new ones. */
export function RoomsDialog({ onClose }: { onClose: () => void }) {
  const text = useText()
  const [creating, setCreating] = useState(false)

  function openRoom(conversationId: string) {
    onClose()
    open(conversationId)
  }

  return (
    <Dialog title={creating ? text.rooms.create : text.rooms.title} onClose={onClose}>
      {creating ? <CreateRoom onCreated={openRoom} onCancel={() => setCreating(false)} /> : <RoomList onOpen={openRoom} onCreate={() => setCreating(true)} />}
    </Dialog>
  )
}
