import type { ChatClient, Me } from '@sealkloud/chat-client'
import { createContext, use, type ReactNode } from 'react'
import { LanguageProvider, preferredLanguage, type Language } from '../../i18n/LanguageProvider.tsx'
import { useObservable } from '../../ui/useObservable.ts'

const ChatContext = createContext<ChatClient | null>(null)

interface Props {
  /** A client that has been started. */
  chat: ChatClient
  language?: Language | undefined
  children: ReactNode
}

/** Gives the chat to everything below it. The client must have been started. */
export function ChatProvider({ chat, language, children }: Props) {
  return (
    <ChatContext value={chat}>
      <LanguageProvider language={language ?? preferredLanguage()}>{children}</LanguageProvider>
    </ChatContext>
  )
}

export function useChat(): ChatClient {
  const chat = use(ChatContext)
  if (!chat) throw new Error('There is no <ChatProvider> above this component')
  return chat
}

/** Who is signed in. */
export function useMe(): Me {
  const me = useObservable(useChat().me)
  if (!me) throw new Error('The chat has not been started')
  return me
}
