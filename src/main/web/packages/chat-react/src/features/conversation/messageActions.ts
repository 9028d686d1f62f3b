import type { ChatClient, MessageEvent } from '@sealkloud/chat-client'
import { createContext, use } from 'react'
import type { Point } from './useContextMenu.ts'
import type { Editing } from './useEditing.ts'

/** How the menu of a message opens. */
export interface Opening {
  /** Where it was clicked, in the window; else it stands beside what has opened it. */
  at?: Point | undefined
  /** What is shown in the menu's place. */
  part?: 'emojis'
}

/** What somebody may do to the messages of the conversation that is open. */
export interface MessageActions {
  /** Opens the menu of a message beside the element that asked for it. */
  openMenu: (message: MessageEvent, from: HTMLElement, opening?: Opening) => void
  reply: (message: MessageEvent) => void
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

/** Whether the person has written this message and may still change it. */
export function mayEdit(message: MessageEvent, chat: ChatClient): boolean {
  const written = message.type === 'message' || message.kind === 'text' || message.kind === 'note'
  const age = chat.now().getTime() - Date.parse(message.timestamp)
  return message.senderId === chat.me.value?.userId && written && !message.deleted && !message.unreadable && age < chat.messageSettings.value.editWindowMs
}
