import { notesOf, type Conversation } from '@sealkloud/chat-client'
import { useText } from '../../i18n/LanguageProvider.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { UnreadBadge } from '../../ui/UnreadBadge.tsx'
import { useObservable } from '../../ui/useObservable.ts'
import { useChat } from '../session/ChatProvider.tsx'

interface Props {
  conversation: Conversation
  roomId: string
  onOpen: (conversationId: string) => void
}

/** In a ticket room, for staff: what the client sees, and the notes that the client does not. */
export function NotesTabs({ conversation: { conversationId }, roomId, onOpen }: Props) {
  const text = useText().conversation
  const conversations = useObservable(useChat().conversations)
  const badge = (id: string) => id !== conversationId && <UnreadBadge count={conversations.find((each) => each.conversationId === id)?.unreadCount ?? 0} />
  const tabs = [
    { id: roomId, label: text.publicTab, icon: 'ticket' },
    { id: notesOf(roomId), label: text.notesTab, icon: 'note' },
  ] as const

  return <Tabs label={text.tabs} tabs={tabs.map((tab) => ({ ...tab, badge: badge(tab.id) }))} chosen={conversationId} choose={onOpen} manual />
}
