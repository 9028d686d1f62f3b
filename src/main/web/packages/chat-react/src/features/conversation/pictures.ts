import { isMessage, type Attachment, type ChatClient, type DurableEvent } from '@sealkloud/chat-client'

/** What browsers show, and the server has looked at. */
const TYPES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'])

/** The server makes no small copies of it. */
const WITHOUT_COPIES = 'image/avif'

/** A larger one that has no small copy is fetched only by whoever asks for it. */
const MOST_OCTETS_WITHOUT_COPY = 2_000_000

/** A file that is shown as a picture. */
export interface Picture extends Attachment {
  width: number
  height: number
}

export function isPicture(file: Attachment): file is Picture {
  const { status, width, height, contentType, size } = file
  const isSmall = contentType !== WITHOUT_COPIES || size <= MOST_OCTETS_WITHOUT_COPY
  return status !== 'removed' && width !== undefined && height !== undefined && TYPES.has(contentType) && isSmall
}

/** The pictures of a conversation, as far as it is loaded, in their order. */
export function picturesOf(events: readonly DurableEvent[]): Picture[] {
  return events.flatMap((event) => (isMessage(event) && !event.deleted ? (event.attachments ?? []).filter(isPicture) : []))
}

export function fetchSmall(chat: ChatClient, { attachmentId, contentType }: Picture): Promise<Blob> {
  return contentType === WITHOUT_COPIES ? chat.rest.attachment(attachmentId) : chat.rest.thumbnail(attachmentId)
}

/** Fetches what a viewer shows: an animation as it is, of a large picture a copy. */
export function fetchPicture(chat: ChatClient, { attachmentId, contentType, status }: Picture): Promise<Blob> {
  return status === 'ready' && contentType !== 'image/gif' && contentType !== WITHOUT_COPIES
    ? chat.rest.thumbnail(attachmentId, 'large').catch(() => chat.rest.attachment(attachmentId))
    : chat.rest.attachment(attachmentId)
}
