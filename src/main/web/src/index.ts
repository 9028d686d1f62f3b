import './ui/tokens.css'

export { ChatInterface, type ChatInterfaceProps } from './features/conversation/ChatInterface.tsx'
export { ConnectionBanner } from './features/connection/ConnectionBanner.tsx'
export { ChatNotification, type ChatNotificationProps } from './features/notification/ChatNotification.tsx'
export { NotificationBell } from './features/notification/NotificationBell.tsx'
export { useWindowPresence } from './features/presence/useWindowPresence.ts'
export { ChatProvider, useChat, useMe, type MessageHref } from './features/session/ChatProvider.tsx'
