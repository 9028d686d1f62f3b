import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Connection } from './connection.ts'
import { bearerCredentials } from './credentials.ts'

/**
 * A server that answers every CONNECT with one frame, and closes the socket if that is an ERROR.
 */
class FakeSocket extends EventTarget {
  static answer = ''
  static opened = 0
  readonly OPEN = 1
  readyState = 0
  binaryType = 'blob'
  onopen: (() => void) | null = null
  onmessage: ((event: { data: string }) => void) | null = null
  onclose: ((event: object) => void) | null = null
  onerror: (() => void) | null = null

  constructor() {
    super()
    FakeSocket.opened++
    setTimeout(() => {
      this.readyState = 1
      this.onopen?.()
    })
  }

  send(frame: string): void {
    if (!frame.startsWith('CONNECT')) return
    setTimeout(() => {
      this.onmessage?.({ data: FakeSocket.answer })
      if (FakeSocket.answer.startsWith('ERROR')) this.close()
    })
  }

  close(): void {
    if (this.readyState === 3) return
    this.readyState = 3
    setTimeout(() => this.onclose?.({ code: 1000, reason: '', wasClean: true }))
  }
}

function refusal(headers: string): string {
  return `ERROR\nmessage:unavailable\n${headers}content-type:text/plain\n\nToo many come at once\0`
}

describe('a connection that the server refuses', () => {
  let connection: Connection
  const wait = () => connection.state.value.retryAt! - Date.now()
  /** Lets the attempt that is due happen, until the connection waits for the next one. */
  const attempt = async () => {
    const opened = FakeSocket.opened
    while (FakeSocket.opened === opened || connection.state.value.retryAt === null) await vi.advanceTimersToNextTimerAsync()
  }

  beforeEach(() => {
    vi.useFakeTimers()
    connection = new Connection({
      url: 'ws://chat.example.org/ws',
      credentials: bearerCredentials(() => 'token'),
      onConnected: async () => {},
      onLost: () => {},
      backoff: { firstMs: 500, maxMs: 8_000, random: () => 1 },
      webSocket: () => new FakeSocket() as unknown as WebSocket,
    })
  })
  afterEach(() => {
    connection.stop()
    vi.useRealTimers()
  })

  test('keeps the turn it was given, however often, and then goes on as if nothing had failed', async () => {
    FakeSocket.answer = refusal('retryAfterMs:2000\n')
    connection.start()
    for (let i = 0; i < 3; i++) {
      await attempt()
      expect(wait()).toBe(2_200)
    }
    FakeSocket.answer = refusal('')
    await attempt()
    expect(wait()).toBe(500)
  })

  test('comes earlier than its own bound if the server says so', async () => {
    FakeSocket.answer = refusal('')
    connection.start()
    for (let i = 0; i < 6; i++) await attempt()
    expect(wait()).toBe(8_000)
    FakeSocket.answer = refusal('retryAfterMs:300\n')
    await attempt()
    expect(wait()).toBe(330)
  })

  test.each(['soon', '-5', '0'])('takes "%s" for no answer', async (retryAfterMs) => {
    FakeSocket.answer = refusal(`retryAfterMs:${retryAfterMs}\n`)
    connection.start()
    await attempt()
    expect(wait()).toBe(500)
  })
})
