import type { ChatClient, Me } from '@sealkloud/chat-client'
import { createContext, use, type ReactNode } from 'react'
import { LanguageProvider } from '../../i18n/LanguageProvider.tsx'
import { preferredLanguage, type Language } from '../../i18n/languages.ts'
import { useObservable } from '../../ui/useObservable.ts'

/** Gives the address of a message, for links to it. */
export type MessageHref = (conversationId: string, seq: number) => string

const ChatContext = createContext<ChatClient | null>(null)
const MessageHrefContext = createContext<MessageHref | null>(null)

interface Props {
  /** A client that has been started. */
  chat: ChatClient
  /** Default: as the browser prefers. */
  language?: Language | undefined
  /** Without it messages have no links to themselves. */
  messageHref?: MessageHref | undefined
  children: ReactNode
}

/** Gives the chat to everything below it. The client must have been started. */
export function ChatProvider({ chat, language, messageHref, children }: Props) {
  return (
    <ChatContext value={chat}>
      <MessageHrefContext value={messageHref ?? null}>
        <LanguageProvider language={language ?? preferredLanguage()}>{children}</LanguageProvider>
      </MessageHrefContext>
    </ChatContext>
  )
}

export function useChat(): ChatClient {
  const chat = use(ChatContext)
  if (!chat) throw new Error('There is no <ChatProvider> above this component')
  return chat
}

export function useMessageHref(): MessageHref | null {
  return use(MessageHrefContext)
}

/** Who is signed in. */
export function useMe(): Me {
  const me = useObservable(useChat().me)
  if (!me) throw new Error('The chat has not been started')
  return me
}
