import { createElement } from 'react'
import { later } from '@sealkloud/chat-react/features/failure/later.tsx'
import { RowsSkeleton } from '@sealkloud/chat-react/ui/Skeleton.tsx'

export const LaterTicketQueue = later(async () => (await import('./TicketQueue.tsx')).TicketQueue, { waiting: createElement(RowsSkeleton) })
