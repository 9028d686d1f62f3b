import { targetOf } from './address.ts'
import type { ConnectionState } from './connection.ts'
import type { Conversation, MessageSettings } from './conversation.ts'
import type { Attachment, MessageEvent, MessageRef } from './durableEvents.ts'
import { ChatError } from './errors.ts'
import type { ChatEvent } from './events.ts'
import { Lifecycle } from './lifecycle.ts'
import { newMessageId } from './messageId.ts'
import type { NotificationPreferences } from './notificationPreferences.ts'
import type { Observable } from './observable.ts'
import type { ChatClientOptions, WindowPresence } from './options.ts'
import type { FileToSend, OutgoingFile, OutgoingMessage } from './outbox.ts'
import type { PendingChange } from './wishes.ts'
import type { People } from './people.ts'
import type { Me, RestApi } from './restApi.ts'
import type { NewTicket } from './ticket.ts'
import type { Tickets } from './tickets.ts'
import type { Timeline } from './timeline.ts'
import type { Typist } from './typing.ts'

/**
 * One user's connection to the chat: the state that a screen shows, also across reconnects.
 *
 * ```ts
 * const chat = new ChatClient({
 *   baseUrl: 'https://chat.example.org',
 *   token: (refused) => fetchToken(refused),
 * })
 * await chat.start()
 * chat.conversations.subscribe(() => console.log(chat.conversations.value))
 * chat.send(chat.conversations.value[0].conversationId, 'Hello')
 * ```
 *
 * State is in {@link Observable}s. Only {@link start} and the calls of {@link rest} can reject.
 * Other failures are reported by {@link connection}, by the state of a message, and by
 * {@link onEvent} (`error`).
 */
export class ChatClient {
  /** The REST calls, for what is not kept here: people, rooms, history elsewhere. */
  readonly rest: RestApi
  /** How the person wants to be notified; loaded with every connection. */
  readonly notificationPreferences: NotificationPreferences
  /** The helpdesk's open tickets, and what staff do with them. */
  readonly tickets: Tickets
  readonly #life: Lifecycle

  constructor(options: ChatClientOptions = {}) {
    this.#life = new Lifecycle(options)
    this.rest = this.#life.rest
    this.notificationPreferences = this.#life.preferences
    this.tickets = this.#life.tickets
  }

  /** Whether the connection stands; see {@link ConnectionState}. */
  get connection(): Observable<ConnectionState> {
    return this.#life.connection.state
  }

  /** Who is signed in; null before {@link start} or {@link connect} has found out. */
  get me(): Observable<Me | null> {
    return this.#life.state.me
  }

  /** My conversations, the most recently active first. */
  get conversations(): Observable<readonly Conversation[]> {
    return this.#life.state.conversations.list
  }

  /** Everybody of whom the client has heard, by `userId`, with presence. */
  get people(): People['all'] {
    return this.#life.state.people.all
  }

  /** The versions of people's pictures, by `userId`; see {@link RestApi.picture}. */
  get pictures(): Observable<ReadonlyMap<string, string>> {
    return this.#life.state.pictures.all
  }

  /**
   * Messages on their way; see {@link OutgoingMessage}. Not to be asked for before {@link me} is
   * known.
   */
  get outgoing(): Observable<readonly OutgoingMessage[]> {
    return this.#life.postman().outbox.messages
  }

  /**
   * False once an unsent message, or one of its files, could not be saved in the browser and would
   * not survive a reload.
   */
  get outgoingSaved(): Observable<boolean> {
    return this.#life.postman().outbox.saved
  }

  /** The estimated server clock: the local one may be hours off. */
  now(): Date {
    return this.#life.state.clock.now()
  }

  /**
   * Finds out who is signed in, loads the conversations and connects; from then on it stays
   * connected until {@link stop}. Rejects with a {@link ChatError}: `unauthenticated`, or why the
   * server could not be asked, which it says within 20 seconds. It can be called again. A page that
   * has more to show than the chat calls {@link connect} instead.
   */
  async start(): Promise<void> {
    await this.#life.load()
    this.connect()
  }

  /**
   * Like {@link start}, but returns immediately and retries until the server answers. {@link me}
   * changes from null to the user; {@link connection} shows the state, `signed_out` if nobody is
   * signed in.
   */
  connect(): void {
    this.#life.connect()
  }

  /** Closes the connection. What has not been sent stays saved. */
  stop(): void {
    this.#life.stop()
  }

  /** While offline: tries at once instead of at the end of the wait. */
  reconnect(): void {
    this.#life.connection.retryNow()
  }

  /**
   * To be called when the browser says that the network has gone: the present connection is given
   * up and made again.
   */
  networkChanged(): void {
    this.#life.connection.renewNow()
  }

  /**
   * Calls `listener` with every live event, each durable one once. What happened while the client
   * was away shows in {@link conversations} and {@link timeline}; of each conversation that grew
   * meanwhile its last message is told here too. Returns the function that ends it.
   */
  onEvent(listener: (event: ChatEvent) => void): () => void {
    return this.#life.listeners.add(listener)
  }

  /** The log of one conversation; call {@link Timeline.open} to load it. */
  timeline(conversationId: string): Timeline {
    return this.#life.state.timeline(conversationId)
  }

  conversation(conversationId: string): Conversation | undefined {
    return this.#life.state.conversations.get(conversationId)
  }

  /**
   * A conversation that may not be in the list yet. Rejects with `not_found` also when it is not
   * ours to see.
   */
  fetchConversation(conversationId: string): Promise<Conversation> {
    return this.#life.incoming.fetch(conversationId)
  }

  /** The direct conversation with a person, created if there is none. */
  async openDirect(userId: string): Promise<Conversation> {
    const conversation = this.#life.state.conversations.directWith(userId) ?? (await this.rest.openDirect(userId))
    this.#life.state.conversations.merge([conversation])
    return conversation
  }

  /** Becomes a member of a room and follows it. */
  async joinRoom(roomId: string): Promise<Conversation> {
    await this.rest.addMember(roomId, this.#life.state.who.userId)
    return this.fetchConversation(roomId)
  }

  /** Opens a ticket and follows its room. Rejects as {@link RestApi.openTicket} does. */
  async openTicket(ticket: NewTicket): Promise<Conversation> {
    return this.fetchConversation((await this.rest.openTicket(ticket)).roomId)
  }

  /** Opens a room and follows it. Staff only. */
  async createRoom(room: Parameters<RestApi['createRoom']>[0]): Promise<Conversation> {
    return this.fetchConversation((await this.rest.createRoom(room)).conversationId)
  }

  /** Stops being a member of a room. */
  leaveRoom(roomId: string): void {
    this.#life.session?.send('/app/leave_room', { roomId }, () => this.#life.rooms.left(roomId))
  }

  /**
   * Writes a message. It is in {@link outgoing} at once, goes out when the connection allows, again
   * after each reconnect or reload until the server has it, and is stored once. Returns its
   * `clientMessageId`. `replyTo` names the message that it replies to: one of the same
   * conversation, or in internal notes one of their room. `files` are at most ten: those that the
   * person has uploaded to the conversation ({@link RestApi.uploadAttachment}), or files that are
   * uploaded before the message goes; `content` may be empty then.
   */
  send(conversationId: string, content: string, replyTo?: MessageRef, files: readonly (Attachment | FileToSend)[] = []): string {
    const conversation = this.#life.state.conversations.get(conversationId)
    if (!conversation) throw new ChatError('not_found', `No conversation ${conversationId}`)
    const clientMessageId = newMessageId()
    const attachments = files.flatMap((file) => attachmentOf(file) ?? [])
    const message: OutgoingMessage = {
      clientMessageId,
      conversationId,
      content,
      ...(replyTo && { replyTo }),
      target: targetOf(conversation, this.#life.state.who.userId),
      createdAt: Date.now(),
      state: 'waiting',
    }
    const theirs = attachments.length < files.length ? { files: files.map(outgoing) } : { attachments, fileIds: files.map((_, place) => String(place)) }
    if (files.length === 0) this.#life.postman().take(message)
    else this.#life.postman().take({ ...message, ...theirs }, files.map(bytesOf))
    this.stopTyping(conversationId)
    return clientMessageId
  }

  /**
   * Replaces the words of an own message; what the person has before their eyes says which revision
   * they mean. As {@link send} it shows at once and goes out when the connection allows.
   */
  edit(message: MessageEvent, content: string): void {
    const { conversationId, seq, revision = 0 } = message
    this.#life.state.pending.take(conversationId, seq, { kind: 'edit', content, revision })
  }

  /** Takes away the words of a message, as {@link edit}. */
  deleteMessage({ conversationId, seq }: MessageRef): void {
    this.#life.state.pending.take(conversationId, seq, { kind: 'delete' })
  }

  /** Puts an emoji on a message, or takes it off, as {@link edit}. */
  react({ conversationId, seq }: MessageRef, emoji: string, present: boolean): void {
    this.#life.state.pending.take(conversationId, seq, { kind: 'react', emoji, present })
  }

  /** Pins a message, or unpins it, as {@link edit}. Staff only. */
  pin({ conversationId, seq }: MessageRef, pinned: boolean): void {
    this.#life.state.pending.take(conversationId, seq, { kind: 'pin', pinned })
  }

  /** Edits, deletions, reactions and pins on their way; see {@link PendingChange}. */
  get pendingChanges(): Observable<readonly PendingChange[]> {
    return this.#life.state.pending.changes
  }

  /** What authors may do to their messages; loaded with every connection. */
  get messageSettings(): Observable<MessageSettings> {
    return this.#life.state.messageSettings
  }

  /** Sends a refused change again. */
  retryChange(key: string): void {
    this.#life.state.pending.retry(key)
  }

  /** Gives up a change that was refused. */
  discardChange(key: string): void {
    this.#life.state.pending.discard(key)
  }

  /** Sends a failed message again. */
  retry(clientMessageId: string): void {
    this.#life.postman().retry(clientMessageId)
  }

  /** Gives up a message that has not been sent. */
  discard(clientMessageId: string): void {
    this.#life.postman().discard(clientMessageId)
  }

  /**
   * Gives up a file of a message that was refused for it; the message goes without it, if it says
   * anything.
   */
  discardFile(clientMessageId: string, fileId: string): void {
    this.#life.postman().removeFile(clientMessageId, fileId)
  }

  /** A file of {@link OutgoingMessage.files}, which is in this browser only. */
  async waitingFile(clientMessageId: string, fileId: string): Promise<Blob> {
    const file = await this.#life.files?.get(clientMessageId, fileId)
    if (!file) throw new ChatError('not_found', `No file ${fileId} of ${clientMessageId}`)
    return file
  }

  /**
   * Removes the person's unsent files from this browser: to be called when they log out. Their
   * messages stay, and say so.
   */
  async forgetFiles(): Promise<void> {
    await this.#life.files?.forgetAll()
  }

  /**
   * Says that the person has read up to and including `seq`; may be called on every scroll. At the
   * end of what is loaded that is `showsTo` of the timeline; {@link conversations} may know more.
   * While offline it is remembered. Nothing happens between {@link markUnread} and
   * {@link resumeReading}.
   */
  markRead(conversationId: string, seq: number): void {
    this.#life.reading.readUpTo(conversationId, seq)
  }

  /**
   * Makes a message the first unread one of its conversation, also on the other devices of the
   * person. From then on {@link markRead} does nothing there, until {@link resumeReading}.
   */
  markUnread({ conversationId, seq }: MessageRef): void {
    this.#life.reading.unreadFrom(conversationId, seq)
  }

  /** To be called when the person comes to a conversation: what they see counts as read again. */
  resumeReading(conversationId: string): void {
    this.#life.reading.resume(conversationId)
  }

  /** Who else is typing in a conversation. */
  typists(conversationId: string): Observable<readonly Typist[]> {
    return this.#life.state.typing.typistsIn(conversationId)
  }

  /** To be called on every key press: the server is told at most every three seconds. */
  startTyping(conversationId: string): void {
    this.#life.ownTyping.start(conversationId)
  }

  /** To be called when the composer is emptied or left. */
  stopTyping(conversationId: string): void {
    this.#life.ownTyping.stop(conversationId)
  }

  /** Reports the state of this window, also after every reconnect. */
  setWindow(presence: WindowPresence): void {
    this.#life.setWindow(presence)
  }

  /** Puts people into {@link people}, for instance the answer of a search. */
  learnPeople(users: Parameters<People['learn']>[0]): void {
    this.#life.state.people.learn(users)
  }
}

function outgoing(file: Attachment | FileToSend, place: number): OutgoingFile {
  const fileId = String(place)
  if ('attachmentId' in file) return { fileId, name: file.name, size: file.size, type: file.contentType, attachment: file }
  const { name, attachment } = file
  return { fileId, name, size: file.file.size, type: file.file.type, ...(attachment && { attachment }) }
}

function attachmentOf(file: Attachment | FileToSend): Attachment | undefined {
  return 'attachmentId' in file ? file : file.attachment
}

/** Of what its owner has uploaded before, only they have the bytes. */
function bytesOf(file: Attachment | FileToSend): Blob | undefined {
  return 'file' in file ? file.file : undefined
}
