/** A person who acts over REST, to prepare what a test looks at. */
export class RestCaller {
  readonly userId: string
  readonly #url: string
  readonly #token: string

  private constructor(url: string, userId: string, token: string) {
    this.#url = url
    this.userId = userId
    this.#token = token
  }

  static async logIn(url: string, userId: string): Promise<RestCaller> {
    const response = await fetch(`${url}/api/v1/tokens`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ username: userId, password: 'chat-demo' }),
    })
    if (!response.ok) throw new Error(`Log-in of ${userId}: ${response.status}`)
    return new RestCaller(url, userId, ((await response.json()) as { token: string }).token)
  }

  get token(): string {
    return this.#token
  }

  async call<T = unknown>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(`${this.#url}/api/v1${path}`, {
      method,
      headers: { Authorization: `Bearer ${this.#token}`, 'Content-Type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return (text ? JSON.parse(text) : undefined) as T
  }

  async direct(userId: string): Promise<string> {
    return (await this.call<{ conversationId: string }>('POST', '/conversations', { userId })).conversationId
  }

  async room(name: string, memberIds: string[], ticketId?: string): Promise<string> {
    const kind = ticketId ? 'ticket' : 'team'
    return (await this.call<{ conversationId: string }>('POST', '/rooms', { name, kind, memberIds, ...(ticketId && { ticketId }) })).conversationId
  }

  /** Leaves nothing unread, of which the service would tell later. */
  async readEverything(): Promise<void> {
    const { items } = await this.call<{ items: { conversationId: string; lastSeq: number; unreadCount: number }[] }>('GET', '/conversations?limit=200')
    for (const { conversationId, lastSeq, unreadCount } of items) {
      if (unreadCount > 0) await this.call('PUT', `/conversations/${conversationId}/read`, { seq: lastSeq })
    }
  }

  async post(conversationId: string, content: string, attachmentIds?: string[]): Promise<{ seq: number }> {
    return this.call('POST', `/conversations/${conversationId}/messages`, {
      content,
      clientMessageId: unique('post'),
      ...(attachmentIds && { attachmentIds }),
    })
  }

  /** @returns the id of the file */
  async upload(conversationId: string, name: string, content: Buffer): Promise<string> {
    const response = await fetch(`${this.#url}/api/v1/conversations/${conversationId}/attachments`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${this.#token}`,
        'Content-Type': 'application/octet-stream',
        'Content-Disposition': `attachment; filename=${name}`,
      },
      body: new Uint8Array(content),
    })
    if (!response.ok) throw new Error(`Upload of ${name}: ${response.status} ${await response.text()}`)
    return ((await response.json()) as { attachmentId: string }).attachmentId
  }
}

/** A word that no other test uses. */
export function unique(prefix: string): string {
  return `${prefix}-${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`
}
