import { isMessage, type Attachment, type ChatClient, type DurableEvent } from '@sealkloud/chat-client'

/** What browsers show, and the server has looked at. */
const TYPES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

/** A file that is shown as a picture. */
export interface Picture extends Attachment {
  width: number
  height: number
}

export function isPicture(file: Attachment): file is Picture {
  return file.status !== 'removed' && file.width !== undefined && file.height !== undefined && TYPES.has(file.contentType)
}

/** The pictures of a conversation, as far as it is loaded, in their order. */
export function picturesOf(events: readonly DurableEvent[]): Picture[] {
  return events.flatMap((event) => (isMessage(event) && !event.deleted ? (event.attachments ?? []).filter(isPicture) : []))
}

/** Fetches what a viewer shows: an animation as it is, of a large picture a copy. */
export function fetchPicture(chat: ChatClient, { attachmentId, contentType, status }: Picture): Promise<Blob> {
  return status === 'ready' && contentType !== 'image/gif'
    ? chat.rest.thumbnail(attachmentId, 'large').catch(() => chat.rest.attachment(attachmentId))
    : chat.rest.attachment(attachmentId)
}
