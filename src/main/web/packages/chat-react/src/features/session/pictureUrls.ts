import { Observable, type ChatClient } from '@sealkloud/chat-client'

/** So many are held; each has a few kilobytes. */
const MOST = 500

/** The addresses of people's pictures in this page, by `userId/version`. Each is fetched once. */
class PictureUrls {
  readonly all = new Observable<ReadonlyMap<string, string>>(new Map())
  readonly #asked = new Set<string>()
  readonly #chat: ChatClient

  constructor(chat: ChatClient) {
    this.#chat = chat
  }

  async want(userId: string, version: string): Promise<void> {
    const key = keyOf(userId, version)
    if (this.#asked.has(key)) return
    this.#asked.add(key)
    try {
      this.#put(key, URL.createObjectURL(await this.#chat.rest.picture(userId, version)))
    } catch {
      // Initials stand for it until it is wanted again.
      this.#asked.delete(key)
    }
  }

  #put(key: string, url: string): void {
    const all = new Map(this.all.value).set(key, url)
    for (const [oldest, held] of all) {
      if (all.size <= MOST) break
      URL.revokeObjectURL(held)
      all.delete(oldest)
      this.#asked.delete(oldest)
    }
    this.all.set(all)
  }
}

export function keyOf(userId: string, version: string): string {
  return `${userId}/${version}`
}

const ofChats = new WeakMap<ChatClient, PictureUrls>()

export function pictureUrls(chat: ChatClient): PictureUrls {
  let urls = ofChats.get(chat)
  if (!urls) {
    urls = new PictureUrls(chat)
    ofChats.set(chat, urls)
  }
  return urls
}
