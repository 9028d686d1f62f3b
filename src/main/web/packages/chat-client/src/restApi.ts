import type { Credentials } from './credentials.ts'
import type { Conversation, EventPage, HistoryPage, MessageSettings, Page, Revision, Room, TimelinePage, TicketPreview } from './conversation.ts'
import type { Attachment, MessageEvent, MessageRef } from './durableEvents.ts'
import type { NotificationSettings, NotificationSettingsView } from './notificationSettings.ts'
import type { NewTicket, SupportState, TicketAction, TicketFilter, TicketItem, TicketSettings, TicketStep } from './ticket.ts'
import type { MessageSearch, SearchHit } from './search.ts'
import type { PresenceStatus, User, UserRole } from './user.ts'
import { Transport, type Body, type Read } from './transport.ts'

/**
 * Where a page of history begins or ends: the newest page without any, otherwise relative to a
 * `seq`.
 */
export type HistoryBound = { before: number } | { after: number } | { around: number } | Record<string, never>

/** Who is signed in. */
export type Me = Pick<User, 'userId' | 'userName' | 'userRole' | 'picture'> & {
  /** What the user has chosen, or an administrator for their mails. */
  language?: 'de' | 'en'
}

/** The forms in which a conversation can be had as a file. */
export type TranscriptFormat = 'text' | 'json' | 'html'

/** How a list of people is narrowed down. */
export interface UserFilter {
  /** Part of a name. */
  query?: string
  role?: UserRole
  status?: PresenceStatus
  /**
   * By `userId`, which is the default, or whoever is here first. A cursor belongs to the same
   * order.
   */
  sort?: 'id' | 'presence'
  cursor?: string
  /** 1 to 200. */
  limit?: number
}

const STEP_PATHS: Record<TicketAction, string> = {
  claim: 'claim',
  assign: 'assign',
  release: 'release',
  hand_over: 'handovers',
  withdraw: 'handovers',
  accept: 'handovers',
  decline: 'handovers',
  escalate: 'escalate',
  return: 'return',
  close: 'close',
  reopen: 'reopen',
  set_status: 'status',
  edit: '',
}

/** More than this no list answers at once. */
export const LARGEST_PAGE = 200

const EXPORT_TIMEOUT_MS = 3_600_000

/** A copy of somebody's data; `size` in bytes, and the time until which the file is kept. */
export interface PersonExport {
  exportId: string
  status: 'running' | 'ready' | 'failed'
  size?: number
  expiresAt?: string
}

/**
 * The REST calls of the service, typed. Every method rejects with a {@link ChatError}:
 * `unauthenticated` once the credentials are refused and could not be renewed, `unreachable` when
 * nobody answered, else the server's own code.
 */
export class RestApi {
  readonly #transport: Transport
  readonly #server: string

  constructor(baseUrl: string, credentials: Credentials, fetchFunction?: typeof fetch) {
    this.#server = baseUrl.replace(/\/$/, '')
    this.#transport = new Transport(baseUrl, credentials, fetchFunction)
  }

  /**
   * A call that has no method of its own: `path` is relative to `/api/v1`, `headers` are sent
   * besides those of every call.
   */
  call<T>(method: string, path: string, body?: Body, headers?: Record<string, string>, read?: Read<T>): Promise<T> {
    return this.#transport.call(method, path, body, read, headers)
  }

  /** The signed-in person. */
  me(): Promise<Me> {
    return this.#transport.call('GET', '/me')
  }

  /** People whom the caller may see, with presence. */
  users(filter: UserFilter = {}): Promise<Page<User>> {
    return this.#transport.call('GET', `/users${query({ ...filter })}`)
  }

  /** A person's picture; the version makes a browser keep it. `not_found` if there is none. */
  picture(userId: string, version: string): Promise<Blob> {
    return this.#blob(`/users/${userId}/picture${query({ v: version })}`)
  }

  /** The caller's conversations, the most recently active first. */
  conversations(cursor?: string, limit?: number): Promise<Page<Conversation>> {
    return this.#transport.call('GET', `/conversations${query({ cursor, limit })}`)
  }

  /** All of the caller's conversations, however many pages they take. */
  async allConversations(): Promise<Conversation[]> {
    let page: Page<Conversation> = await this.conversations(undefined, LARGEST_PAGE)
    const all = page.items
    if (page.nextCursor === null) return all
    while (page.nextCursor !== null) {
      page = await this.conversations(page.nextCursor, LARGEST_PAGE)
      all.push(...page.items)
    }
    // What has moved to the top between two pages was on neither.
    const { items } = await this.conversations(undefined, LARGEST_PAGE)
    const top = new Set(items.map(({ conversationId }) => conversationId))
    return [...items, ...all.filter(({ conversationId }) => !top.has(conversationId))]
  }

  /** One conversation; `not_found` also when it is not the caller's to see. */
  conversation(conversationId: string): Promise<Conversation> {
    return this.#transport.call('GET', `/conversations/${conversationId}`)
  }

  /** The direct conversation with a person; it is created once and returned ever after. */
  openDirect(userId: string): Promise<Conversation> {
    return this.#transport.call('POST', '/conversations', { userId })
  }

  /** A page of history, oldest first; `limit` 1 to 200. */
  history(conversationId: string, bound: HistoryBound, limit = 50): Promise<HistoryPage> {
    return this.#transport.call('GET', `/conversations/${conversationId}/messages${query({ ...bound, limit })}`)
  }

  /** A page of what a person sees of a conversation, oldest first; `limit` 1 to 200. */
  timeline(conversationId: string, bound: HistoryBound, limit = 50): Promise<TimelinePage> {
    return this.#transport.call('GET', `/conversations/${conversationId}/timeline${query({ ...bound, limit })}`)
  }

  /**
   * Replaces the words of an own message; `revision` is the one that the person has seen, 0 before
   * the first edit. Rejects with `conflict` if there is another one by now. Repeating it does no
   * harm.
   */
  editMessage(conversationId: string, seq: number, content: string, revision: number): Promise<MessageEvent> {
    return this.#transport.call('PATCH', `/conversations/${conversationId}/messages/${seq}`, { content, revision })
  }

  /** Takes away the words of a message. Repeating it does no harm. */
  deleteMessage(conversationId: string, seq: number): Promise<void> {
    return this.#transport.call('DELETE', `/conversations/${conversationId}/messages/${seq}`)
  }

  /** Puts an emoji on a message, or takes it off. Repeating it does no harm. */
  react(conversationId: string, seq: number, emoji: string, present: boolean): Promise<void> {
    const path = `/conversations/${conversationId}/messages/${seq}/reactions/${encodeURIComponent(emoji)}`
    return this.#transport.call(present ? 'PUT' : 'DELETE', path)
  }

  /** Who has put an emoji on a message, sorted by their ids; `limit` 1 to 200. */
  reactors(
    conversationId: string,
    seq: number,
    emoji: string,
    cursor?: string,
    limit = LARGEST_PAGE,
  ): Promise<Page<Pick<User, 'userId' | 'userName' | 'userRole'>>> {
    const path = `/conversations/${conversationId}/messages/${seq}/reactions/${encodeURIComponent(emoji)}`
    return this.#transport.call('GET', `${path}${query({ cursor, limit })}`)
  }

  /** Pins a message, or unpins it. Repeating it does no harm. Staff only. */
  pin(conversationId: string, seq: number, pinned: boolean): Promise<void> {
    return this.#transport.call(pinned ? 'PUT' : 'DELETE', `/conversations/${conversationId}/messages/${seq}/pin`)
  }

  /** Pinned messages, the most recently pinned first; `limit` 1 to 200. */
  pins(conversationId: string, cursor?: string, limit = LARGEST_PAGE): Promise<Page<MessageEvent>> {
    return this.#transport.call('GET', `/conversations/${conversationId}/pins${query({ cursor, limit })}`)
  }

  /**
   * Makes a message the first unread one of the caller. {@link ChatClient.markUnread} shows it at
   * once.
   */
  markUnread(conversationId: string, seq: number): Promise<void> {
    return this.#transport.call('PUT', `/conversations/${conversationId}/unread`, { seq })
  }

  /**
   * Uploads a file for a message. `progress` is told how much of it has gone, from 0 to 1, where
   * there is an `XMLHttpRequest`; `signal` calls it off.
   */
  uploadAttachment(conversationId: string, file: Blob, name: string, progress?: (part: number) => void, signal?: AbortSignal): Promise<Attachment> {
    const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`
    return this.#transport.upload(`/conversations/${conversationId}/attachments`, file, { 'Content-Disposition': disposition }, progress, signal)
  }

  /**
   * The address of a file for whoever has it, for one minute: a browser sends no token with a
   * download, or an image.
   */
  async attachmentLink(attachmentId: string): Promise<string> {
    const { url } = await this.#transport.call<{ url: string }>('POST', `/attachments/${attachmentId}/links`)
    return this.#server + url
  }

  /**
   * Begins to make a ZIP file of what somebody has written and was told: one's own, or, for
   * administrators, anybody's. Rejects with `conflict` while one is being made, and of one's own
   * data also for a while after one.
   */
  async exportPerson(userId: string): Promise<string> {
    return (await this.#transport.call<{ exportId: string }>('POST', `/users/${userId}/exports`)).exportId
  }

  /** The copy that is being made and those that are kept, the newest first. */
  async personExports(userId: string): Promise<readonly PersonExport[]> {
    return (await this.#transport.call<{ items: PersonExport[] }>('GET', `/users/${userId}/exports`)).items
  }

  personExport(userId: string, exportId: string): Promise<PersonExport> {
    return this.#transport.call('GET', `/users/${userId}/exports/${exportId}`)
  }

  /** The ZIP file of a copy that is ready. It may be large, so it may take up to an hour. */
  exportFile(userId: string, exportId: string): Promise<Blob> {
    return this.#blob(`/users/${userId}/exports/${exportId}/file`, EXPORT_TIMEOUT_MS)
  }

  /**
   * The address of the ZIP file, for a browser that is logged in by a cookie: it saves the file
   * without having it in memory.
   */
  exportAddress(userId: string, exportId: string): string {
    return `${this.#server}/api/v1/users/${userId}/exports/${exportId}/file`
  }

  /** The bytes of a file. */
  attachment(attachmentId: string): Promise<Blob> {
    return this.#blob(`/attachments/${attachmentId}`)
  }

  /** A small copy of a picture that is `ready`: at most 480 or 1600 pixels wide and high. */
  thumbnail(attachmentId: string, size: 'small' | 'large' = 'small'): Promise<Blob> {
    return this.#blob(`/attachments/${attachmentId}/thumbnail${query({ size })}`)
  }

  #blob(path: string, timeoutMs?: number): Promise<Blob> {
    return this.#transport.call('GET', path, undefined, (response) => response.blob(), { Accept: '*/*' }, timeoutMs)
  }

  /** Removes a file: its uploader until a message has it, administrators always. */
  deleteAttachment(attachmentId: string): Promise<void> {
    return this.#transport.call('DELETE', `/attachments/${attachmentId}`)
  }

  /** What authors may do to their messages. */
  messageSettings(): Promise<MessageSettings> {
    return this.#transport.call('GET', '/message-settings')
  }

  /** What a message has said, the oldest first, however many pages it takes. Staff only. */
  async revisions(conversationId: string, seq: number): Promise<{ items: Revision[] }> {
    const items: Revision[] = []
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page: Page<Revision> = await this.#transport.call('GET', `/conversations/${conversationId}/messages/${seq}/revisions${query({ cursor })}`)
      items.push(...page.items)
      // An earlier server has one page.
      cursor = page.nextCursor ?? null
    }
    return { items }
  }

  /**
   * Durable events with a `seq` above `after`, ascending: how a client that was away catches up.
   */
  eventsAfter(conversationId: string, after: number, limit = LARGEST_PAGE): Promise<EventPage> {
    return this.#transport.call('GET', `/conversations/${conversationId}/events${query({ after, limit })}`)
  }

  /**
   * Stores a message; repeating it with the same `clientMessageId` gives the one stored message
   * again. With `attachmentIds`, at most ten, `content` may be empty.
   */
  post(
    conversationId: string,
    content: string,
    clientMessageId: string,
    more: { replyTo?: MessageRef; attachmentIds?: readonly string[] } = {},
  ): Promise<MessageEvent> {
    return this.#transport.call('POST', `/conversations/${conversationId}/messages`, { content, clientMessageId, ...more })
  }

  /**
   * Asks the ticket service to make a ticket of a conversation, which hears the answer as
   * `ticket_linked`. Staff only.
   */
  requestTicket(conversationId: string, title: string): Promise<{ requestId: string }> {
    return this.#transport.call('POST', `/conversations/${conversationId}/ticket-requests`, { title })
  }

  /**
   * Tickets: the longest waiting first, closed ones the newest first, unless the filter says
   * otherwise. Staff only.
   */
  tickets(which: TicketFilter | TicketFilter['queue'], cursor?: string, limit?: number): Promise<Page<TicketItem>> {
    const filter = typeof which === 'string' ? { queue: which } : which
    return this.#transport.call('GET', `/tickets${query({ ...filter, cursor, limit })}`)
  }

  /** One ticket with its newest messages and notes, without joining its room. Staff only. */
  ticketPreview(ticketId: string): Promise<TicketPreview> {
    return this.#transport.call('GET', `/tickets/${ticketId}/preview`)
  }

  /** One ticket, whether one is in its room or not. Staff only. */
  ticket(ticketId: string): Promise<TicketItem> {
    return this.#transport.call('GET', `/tickets/${ticketId}`)
  }

  /** Whether somebody works now, and how soon they answer. */
  support(): Promise<SupportState> {
    return this.#transport.call('GET', '/support')
  }

  /** Who keeps the tickets, and their statuses. */
  ticketSettings(): Promise<TicketSettings> {
    return this.#transport.call('GET', '/ticket-settings')
  }

  /**
   * Opens a ticket; repeating it with the same `clientMessageId` gives the one ticket again.
   * Rejects with `forbidden` where a ticket service keeps the tickets.
   */
  openTicket(ticket: NewTicket): Promise<TicketItem> {
    return this.#transport.call('POST', '/tickets', ticket)
  }

  /**
   * Does something to a ticket, and gives it as it is since. Repeating it does no harm. Rejects
   * with `conflict` if somebody else was faster, or the ticket is closed, with `closed` if it stays
   * so, and with `forbidden` if it is not among the ticket's `actions`.
   */
  stepTicket(ticketId: string, step: TicketStep): Promise<TicketItem> {
    const { action, handoverId, ...body }: { action: TicketAction; handoverId?: string } = step
    if (action === 'edit') return this.#transport.call('PATCH', `/tickets/${ticketId}`, body)
    const path = `/tickets/${ticketId}/${STEP_PATHS[action]}`
    if (handoverId === undefined) return this.#transport.call('POST', path, body)
    if (action === 'withdraw') return this.#transport.call('DELETE', `${path}/${handoverId}`)
    return this.#transport.call('POST', `${path}/${handoverId}/${action}`, body)
  }

  /** All that was said in a conversation, as a file. There is none of internal notes. */
  transcript(conversationId: string, format: TranscriptFormat): Promise<Blob> {
    return this.#transport.call('GET', `/conversations/${conversationId}/transcript${query({ format })}`, undefined, (response) => response.blob())
  }

  /**
   * Messages and titles that the caller may read, newest first, titles before all. A page can have
   * few items, or none, though others follow: go on while there is a `nextCursor`.
   */
  searchMessages(search: MessageSearch): Promise<Page<SearchHit>> {
    return this.#transport.call('GET', `/search/messages${query({ ...search })}`)
  }

  /**
   * Rooms that the caller may know of, by id; `q` is a part of the name. Staff only; archived ones
   * are for administrators.
   */
  rooms(cursor?: string, filter: { q?: string; kind?: 'team' | 'ticket'; archived?: 'true' } = {}, limit = LARGEST_PAGE): Promise<Page<Room>> {
    return this.#transport.call('GET', `/rooms${query({ ...filter, cursor, limit })}`)
  }

  /** One room with its members. */
  room(roomId: string): Promise<Room> {
    return this.#transport.call('GET', `/rooms/${roomId}`)
  }

  /** Opens a room; the caller becomes a member. Staff only. */
  createRoom(room: { name: string; kind: 'team' | 'ticket'; ticketId?: string; memberIds?: string[] }): Promise<Room> {
    return this.#transport.call('POST', '/rooms', room)
  }

  /** Makes somebody a member of a room. Staff only. */
  addMember(roomId: string, userId: string): Promise<void> {
    return this.#transport.call('PUT', `/rooms/${roomId}/members/${userId}`)
  }

  /** Ends somebody's membership of a room. Staff only. */
  removeMember(roomId: string, userId: string): Promise<void> {
    return this.#transport.call('DELETE', `/rooms/${roomId}/members/${userId}`)
  }

  /** How the caller wants to be notified. */
  notificationSettings(): Promise<NotificationSettingsView> {
    return this.#transport.call('GET', '/me/notification-settings')
  }

  /**
   * Replaces the caller's settings; what is muted is left alone. Settings out of range reject with
   * `bad_request`.
   */
  saveNotificationSettings(settings: NotificationSettings): Promise<void> {
    return this.#transport.call('PUT', '/me/notification-settings', settings)
  }

  /**
   * Ends notifications of a conversation; with `mentions` messages that mention the caller pass.
   */
  mute(conversationId: string, mentions: boolean): Promise<void> {
    return this.#transport.call('PUT', `/me/muted-conversations/${conversationId}`, { mentions })
  }

  unmute(conversationId: string): Promise<void> {
    return this.#transport.call('DELETE', `/me/muted-conversations/${conversationId}`)
  }

  /** The server's public key, for `pushManager.subscribe`: base64url of the uncompressed point. */
  async pushKey(): Promise<string> {
    return (await this.#transport.call<{ publicKey: string }>('GET', '/push/key')).publicKey
  }

  /**
   * Subscribes this device to Web Push; `subscription` is what `PushSubscription.toJSON()` gives.
   * Repeating it does no harm.
   */
  subscribeToPush(subscription: PushSubscriptionJSON): Promise<{ subscriptionId: string }> {
    const { endpoint, keys } = subscription
    return this.#transport.call('POST', '/me/push-subscriptions', { endpoint, keys })
  }

  unsubscribeFromPush(subscriptionId: string): Promise<void> {
    return this.#transport.call('DELETE', `/me/push-subscriptions/${subscriptionId}`)
  }

  /**
   * Logs in for a session cookie; wrong credentials reject with `unauthenticated`, and so does a
   * missing, wrong or necessary second factor, with its reason. `code` is one of an authenticator
   * app, or a recovery code.
   */
  openSession(username: string, password: string, code?: string): Promise<Me & { expiresAt: string; recoveryCodes?: string[] }> {
    return this.#transport.send('POST', '/session', { username, password, ...(code && { code }) })
  }

  /** Logs out: the session cookie is worthless afterwards. */
  closeSession(): Promise<void> {
    return this.#transport.call('DELETE', '/session')
  }

  /** Ends every log-in of the caller, on all devices, this one included. */
  closeAllSessions(): Promise<void> {
    return this.#transport.call('DELETE', '/me/sessions')
  }
}

/** The query of an address; what is undefined or empty is left out. */
export function query(parameters: Record<string, string | number | undefined>): string {
  const present = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== '')
  return present.length === 0 ? '' : `?${new URLSearchParams(present.map(([name, value]) => [name, String(value)]))}`
}
