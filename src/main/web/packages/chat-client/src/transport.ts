import type { Credentials } from './credentials.ts'
import { ChatError, errorOf } from './errors.ts'

const REQUEST_TIMEOUT_MS = 20_000

export type Read<T> = (response: Response) => Promise<T>

/** What a call carries: an object as JSON, a blob as it is with its type. */
export type Body = object | Blob

async function readJson<T>(response: Response): Promise<T> {
  if (response.status === 204 || response.headers.get('Content-Length') === '0') return undefined as T
  const text = await response.text()
  return (text ? JSON.parse(text) : undefined) as T
}

/**
 * Makes REST calls: with the credentials, renewed once if they are refused, and with every failure
 * as a {@link ChatError}.
 */
export class Transport {
  readonly #baseUrl: string
  readonly #credentials: Credentials
  readonly #fetch: typeof fetch

  constructor(baseUrl: string, credentials: Credentials, fetchFunction: typeof fetch = (...args) => fetch(...args)) {
    this.#baseUrl = `${baseUrl.replace(/\/$/, '')}/api/v1`
    this.#credentials = credentials
    this.#fetch = fetchFunction
  }

  async call<T>(method: string, path: string, body?: Body, read?: Read<T>, more?: Record<string, string>, timeoutMs?: number): Promise<T> {
    try {
      return await this.send(method, path, body, read, more, timeoutMs)
    } catch (error) {
      if (!(error instanceof ChatError) || error.code !== 'unauthenticated' || !(await this.#credentials.renew())) throw error
      return this.send(method, path, body, read, more, timeoutMs)
    }
  }

  /** Sends a file, which may take long. */
  async upload<T>(path: string, file: Blob, more: Record<string, string>, progress?: (part: number) => void, signal?: AbortSignal): Promise<T> {
    try {
      return await this.#upload(path, file, more, progress, signal)
    } catch (error) {
      if (!(error instanceof ChatError) || error.code !== 'unauthenticated' || !(await this.#credentials.renew())) throw error
      return this.#upload(path, file, more, progress, signal)
    }
  }

  async #upload<T>(path: string, file: Blob, more: Record<string, string>, progress?: (part: number) => void, signal?: AbortSignal): Promise<T> {
    const headers: Record<string, string> = { Accept: 'application/json', ...(await this.#credentials.headers()), ...more }
    headers['Content-Type'] = 'application/octet-stream'
    const address = this.#baseUrl + path
    // `fetch` does not tell how much has gone; where there is nothing else, nobody is told.
    const sent =
      'XMLHttpRequest' in globalThis
        ? import('./laterFiles.ts').then(({ uploadInBrowser }) => uploadInBrowser(address, file, headers, progress, signal))
        : this.#fetch(address, { method: 'POST', headers, body: file, ...(signal && { signal }) })
    const response = await sent.catch((error: unknown) => {
      throw new ChatError('unreachable', error instanceof Error ? error.message : String(error))
    })
    if (!response.ok) throw await errorOf(response)
    return readJson(response)
  }

  /** Without renewing the credentials. */
  async send<T>(
    method: string,
    path: string,
    body?: Body,
    read: Read<T> = readJson,
    more?: Record<string, string>,
    timeoutMs: number = REQUEST_TIMEOUT_MS,
  ): Promise<T> {
    const headers: Record<string, string> = { Accept: 'application/json', ...(await this.#credentials.headers()), ...more }
    const raw = body instanceof Blob
    if (body) headers['Content-Type'] = raw ? body.type : 'application/json'
    let response: Response
    try {
      response = await this.#fetch(this.#baseUrl + path, {
        method,
        headers,
        credentials: 'same-origin',
        ...(body && { body: raw ? body : JSON.stringify(body) }),
        signal: AbortSignal.timeout(timeoutMs),
      })
    } catch (error) {
      throw new ChatError('unreachable', error instanceof Error ? error.message : String(error))
    }
    if (!response.ok) throw await errorOf(response)
    return read(response)
  }
}
