import { StrictMode, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { ChatClient } from '@sealkloud/chat-client'
import { ChatInterface, ChatNotification, ChatProvider, ConnectionBanner, useWindowPresence } from '@sealkloud/chat-react'
import '@sealkloud/chat-react/style.css'
import './page.css'

/** A page as another React application may have it: a ticket, and its conversation beside it. */
function TicketPage({ roomId }: { roomId: string }) {
  const [conversationId, open] = useState(roomId)
  useWindowPresence(conversationId)
  return (
    <main className="ticket">
      <div>
        <h1>Printer on floor 3</h1>
        <p>This page belongs to the helpdesk. The chat at the right comes from the library.</p>
      </div>
      <aside>
        <ConnectionBanner />
        <ChatInterface conversationId={conversationId} onOpen={open} />
        <ChatNotification openConversationId={conversationId} onOpen={open} pageTitle="Ticket" />
      </aside>
    </main>
  )
}

const { server, token, room } = Object.fromEntries(new URLSearchParams(location.hash.slice(1))) as Record<'server' | 'token' | 'room', string>
const chat = new ChatClient({ baseUrl: server, token: (refused) => (refused ? null : token) })
chat.connect()

createRoot(document.querySelector('#root')!).render(
  <StrictMode>
    <ChatProvider chat={chat} language="en">
      <TicketPage roomId={room} />
    </ChatProvider>
  </StrictMode>,
)
