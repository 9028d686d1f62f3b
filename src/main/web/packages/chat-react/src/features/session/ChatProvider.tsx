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
  /** A client that has been started, or told to connect. */
  chat: ChatClient
  /** Default: as the browser prefers. */
  language?: Language | undefined
  /** Without it messages have no links to themselves. */
  messageHref?: MessageHref | undefined
  children: ReactNode
}

/** Gives the chat to everything below it. */
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

/**
 * Whether it is known who is signed in. Until then there is nothing to show, and nobody whom {@link
 * useMe} could give.
 */
export function useStarted(): boolean {
  return useObservable(useChat().me) !== null
}

/** Who is signed in; to be asked for once that is known. */
export function useMe(): Me {
  const me = useObservable(useChat().me)
  if (!me) throw new Error('The chat has not been started')
  return me
}
