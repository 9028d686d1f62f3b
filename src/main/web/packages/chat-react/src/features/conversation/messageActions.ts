import type { Conversation, MessageEvent } from '@sealkloud/chat-client'
import { createContext, use } from 'react'
import type { Editing } from './useEditing.ts'

/** What somebody may do to the messages of the conversation that is open. */
export interface MessageActions {
  /** Opens the menu of a message beside the element that asked for it. */
  openMenu: (message: MessageEvent, from: HTMLElement) => void
  editing: Editing
  /** Leaves the message as it is, and leads back to where one writes. */
  endEditing: () => void
  /** Puts a text into the composer. */
  writeAnew: (text: string) => void
}

export const MessageActionsContext = createContext<MessageActions | null>(null)

export function useMessageActions(): MessageActions | null {
  return use(MessageActionsContext)
}

/** One that people use most; the keyboard of the device has the others. */
export const QUICK_REACTIONS = ['👍', '❤️', '😂', '🎉', '👀', '✅'] as const

/** As the server has it by default; whoever is later than it says is told so. */
const EDIT_WINDOW_MS = 24 * 3600 * 1000

/** Whether a person has written this message and may still change it. */
export function mayEdit(message: MessageEvent, me: string, now: Date): boolean {
  const written = message.type === 'message' || message.kind === 'text' || message.kind === 'note'
  return message.senderId === me && written && !message.deleted && now.getTime() - Date.parse(message.timestamp) < EDIT_WINDOW_MS
}

/** The names of people by their ids, as far as they are known. */
export function namesIn({ members }: Conversation, userIds: readonly string[]): string[] {
  return userIds.map((id) => members.find(({ userId }) => userId === id)?.userName ?? id)
}
