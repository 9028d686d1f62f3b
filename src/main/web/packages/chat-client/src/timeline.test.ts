import { afterEach, describe, expect, test, vi } from 'vitest'
import type { TimelinePage } from './conversation.ts'
import type { DurableEvent, MessageDeletedEvent, MessageEvent } from './durableEvents.ts'
import { Epoch } from './epoch.ts'
import { ChatError } from './errors.ts'
import type { RestApi } from './restApi.ts'
import { Timeline } from './timeline.ts'

const message = (seq: number): MessageEvent => ({
  type: 'message',
  conversationId: 'c',
  seq,
  messageId: `m${seq}`,
  senderId: 'carol',
  senderName: 'carol',
  senderRole: 'client',
  receiverId: 'lena',
  content: `message ${seq}`,
  clientMessageId: null,
  timestamp: '2026-01-01T00:00:00.000Z',
})

const deleted = (seq: number, targetSeq: number): MessageDeletedEvent => ({
  type: 'message_deleted',
  conversationId: 'c',
  seq,
  targetSeq,
  messageId: `m${targetSeq}`,
  actorId: 'carol',
  reason: 'author',
  timestamp: '2026-01-01T00:00:00.000Z',
})

function pageOf(seqs: number[], asOfSeq: number, hasMoreAfter: boolean): TimelinePage {
  return { lines: seqs.map(message), hasMoreBefore: true, hasMoreAfter, asOfSeq, firstSeq: 1 }
}

function timelineOf(pages: TimelinePage[], events: DurableEvent[]) {
  const eventsAfter = vi.fn(async (_: string, after: number) => ({ items: events.filter(({ seq }) => seq > after), nextCursor: null }))
  const timeline = vi.fn(async () => pages.shift()!)
  return { timeline: new Timeline('c', { timeline, eventsAfter } as unknown as RestApi), asked: timeline, eventsAfter }
}

const quoted = (timeline: Timeline) => [...timeline.state.value.others.values()].map(({ content }) => content)
const words = (timeline: Timeline) => timeline.state.value.events.map((event) => 'content' in event && event.content)

test('a deletion that was missed is applied after a jump into the past', async () => {
  const { timeline, eventsAfter } = timelineOf([pageOf([4, 5], 90, true)], [message(91), deleted(92, 5)])
  await timeline.open(5)
  // What every new connection does.
  await timeline.catchUp()
  expect(eventsAfter).toHaveBeenCalledWith('c', 90)
  expect(words(timeline)).toEqual(['message 4', ''])
  expect(timeline.state.value.hasMoreAfter).toBe(true)
})

test('a deletion is applied that comes while the page of the past is on its way', async () => {
  const { timeline } = timelineOf([pageOf([4, 5], 90, true)], [])
  const opened = timeline.open(5)
  timeline.receive(deleted(91, 5))
  await opened
  expect(words(timeline)).toEqual(['message 4', ''])
})

test('what came before the end was reached is not missing there', async () => {
  const log = [message(91), deleted(92, 4)]
  const { timeline, asked } = timelineOf([pageOf([4, 5], 90, true), pageOf([89, 90], 90, false)], log)
  await timeline.open(5)
  for (const event of log) timeline.receive(event)
  await timeline.loadAfter()
  expect(asked).toHaveBeenLastCalledWith('c', { after: 5 }, 50)
  expect(words(timeline)).toEqual(['', 'message 5', 'message 89', 'message 90', 'message 91'])
  timeline.receive(message(93))
  expect(words(timeline).at(-1)).toBe('message 93')
})

test('what came while the newest page was on its way is not missing', async () => {
  const { timeline } = timelineOf([pageOf([4, 5], 90, true), pageOf([89, 90], 90, false)], [message(91)])
  await timeline.open(5)
  const opened = timeline.openEnd()
  timeline.receive(message(91))
  await opened
  expect(words(timeline)).toEqual(['message 89', 'message 90', 'message 91'])
})

test('what may be missing in the first page while it is on its way is fetched behind it', async () => {
  const { timeline, eventsAfter } = timelineOf([pageOf([89, 90], 90, false)], [message(91)])
  await timeline.catchUp()
  const opened = timeline.open()
  await timeline.catchUp()
  await opened
  expect(eventsAfter).toHaveBeenCalledTimes(1)
  expect(words(timeline)).toEqual(['message 89', 'message 90', 'message 91'])
})

test('a message beside the loaded pages stays as it is now', async () => {
  const { timeline, asked } = timelineOf([pageOf([5, 6], 90, true), pageOf([90], 91, false)], [message(91), deleted(92, 5)])
  await Promise.all([timeline.look(5), timeline.look(5)])
  expect(asked).toHaveBeenCalledTimes(1)
  expect(asked).toHaveBeenCalledWith('c', { around: 5 }, 2)
  expect(quoted(timeline)).toEqual(['message 5'])
  expect(timeline.loaded).toBe(false)

  timeline.receive(message(91))
  timeline.receive(deleted(92, 5))
  expect(quoted(timeline)).toEqual([''])
  expect(words(timeline)).toEqual([])
})

test('a message beside the loaded pages is told what was missed', async () => {
  const { timeline } = timelineOf([pageOf([90], 90, false), pageOf([5, 6], 90, true)], [message(91), deleted(92, 5)])
  await timeline.open()
  await timeline.look(5)
  await timeline.catchUp()
  expect(quoted(timeline)).toEqual([''])
  expect(words(timeline)).toEqual(['message 90', 'message 91'])
})

test('lines that were removed by age go, and what is missing before them is not waited for', async () => {
  const { timeline } = timelineOf([pageOf([4, 5, 6], 6, false)], [])
  await timeline.open()

  timeline.trim(6)
  expect(timeline.state.value).toMatchObject({ firstSeq: 6, hasMoreBefore: false })
  expect(timeline.state.value.events.map(({ seq }) => seq)).toEqual([6])

  timeline.trim(7)
  expect(timeline.state.value.events).toEqual([])
})

test('a client that was away for longer than messages are kept begins with what is kept', async () => {
  const kept = { items: [message(20)], nextCursor: null, firstSeq: 20, epoch: 'one' }
  const rest = { timeline: async () => ({ ...pageOf([1, 2], 2, false), epoch: 'one' }), eventsAfter: async () => kept }
  const timeline = new Timeline('c', rest as unknown as RestApi)
  await timeline.open()

  await timeline.catchUp()

  expect(timeline.state.value.events.map(({ seq }) => seq)).toEqual([20])
  expect(timeline.state.value.firstSeq).toBe(20)
})

test('a page of another state of the database is not shown, and is told of', async () => {
  const other = vi.fn()
  const epoch = new Epoch(other)
  const pages = [pageOf([1, 2], 2, false), pageOf([1, 2, 3], 3, false)]
  const rest = { timeline: async () => ({ ...pages.shift()!, epoch: pages.length === 1 ? 'one' : 'two' }) }
  const timeline = new Timeline('c', rest as unknown as RestApi, () => '', null, epoch)
  await timeline.open()
  vi.useFakeTimers()
  try {
    void timeline.startOver()
    await vi.waitFor(() => expect(other).toHaveBeenCalled())
    expect(timeline.state.value.events).toEqual([])
  } finally {
    vi.useRealTimers()
  }
})

describe('a catch-up that fails', () => {
  const missed = [message(91)]
  let failure: ChatError | null
  function opened() {
    vi.useFakeTimers()
    const { timeline, eventsAfter } = timelineOf([pageOf([89, 90], 90, false)], missed)
    const answer = eventsAfter.getMockImplementation()!
    eventsAfter.mockImplementation(async (id, after) => {
      if (failure) throw failure
      return answer(id, after)
    })
    return { timeline, eventsAfter }
  }
  afterEach(() => {
    vi.useRealTimers()
  })

  test('is repeated until it succeeds, ever more seldom', async () => {
    failure = new ChatError('unavailable', '', 503)
    const { timeline, eventsAfter } = opened()
    await timeline.open()
    await timeline.catchUp()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(eventsAfter.mock.calls.length).toBeGreaterThan(3)
    expect(eventsAfter.mock.calls.length).toBeLessThan(12)
    failure = null
    await vi.advanceTimersByTimeAsync(30_000)
    expect(words(timeline).at(-1)).toBe('message 91')
    eventsAfter.mockClear()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(eventsAfter).not.toHaveBeenCalled()
  })

  test('waits as long as the server asks for', async () => {
    failure = new ChatError('rate_limited', '', 429, 20_000)
    const { timeline, eventsAfter } = opened()
    await timeline.open()
    await timeline.catchUp()
    failure = null
    await vi.advanceTimersByTimeAsync(19_000)
    expect(eventsAfter).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(words(timeline).at(-1)).toBe('message 91')
  })

  test('is repeated neither without a connection nor where it is refused for good', async () => {
    failure = new ChatError('unreachable', '')
    const { timeline, eventsAfter } = opened()
    await timeline.open()
    timeline.disconnected()
    await timeline.catchUp()
    expect(vi.getTimerCount()).toBe(0)
    failure = new ChatError('not_found', '', 404)
    timeline.connected()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(eventsAfter).toHaveBeenCalledTimes(2)
  })
})

test('a timeline tells up to which event it is complete', async () => {
  const { timeline } = timelineOf([pageOf([89, 90], 90, false), pageOf([4, 5], 91, true)], [])
  expect(timeline.state.value.showsTo).toBe(-1)
  await timeline.open()
  timeline.receive(message(93))
  expect(timeline.state.value.showsTo).toBe(90)
  // It changes a message that is not loaded.
  timeline.receive(deleted(91, 3))
  expect(timeline.state.value.showsTo).toBe(91)
  await timeline.open(5)
  expect(timeline.state.value.showsTo).toBe(5)
})

describe('a load that fails', () => {
  const failure = new ChatError('unavailable', '', 503)
  /** A timeline with the newest page; the next load fails. */
  async function opened(...later: TimelinePage[]) {
    const { timeline, asked } = timelineOf([pageOf([89, 90], 90, false), ...later], [])
    await timeline.open()
    asked.mockRejectedValueOnce(failure)
    return { timeline, asked }
  }

  test.each<[string, (timeline: Timeline) => Promise<void>, object, TimelinePage, string]>([
    ['jump', (timeline) => timeline.open(5), { around: 5 }, pageOf([4, 5], 90, true), 'message 4'],
    ['page of older messages', (timeline) => timeline.loadBefore(), { before: 89 }, pageOf([87, 88], 90, false), 'message 87'],
  ])('is repeated as what it was: a %s', async (_which, load, bound, page, first) => {
    const { timeline, asked } = await opened(page)
    await load(timeline)
    expect(timeline.state.value.error).toBe(failure)
    await timeline.retry()
    expect(asked).toHaveBeenLastCalledWith('c', bound, 50)
    expect(words(timeline)[0]).toBe(first)
    expect(timeline.state.value.error).toBeNull()
    asked.mockClear()
    await timeline.retry()
    expect(asked).not.toHaveBeenCalled()
  })

  test('is repeated as what it was: a page of newer messages where nothing is before', async () => {
    const past = { ...pageOf([1, 2], 90, true), hasMoreBefore: false }
    const { timeline, asked } = timelineOf([past, pageOf([3, 4], 90, true)], [])
    await timeline.open(1)
    asked.mockRejectedValueOnce(failure)
    await timeline.loadAfter()
    await timeline.retry()
    expect(words(timeline)).toEqual(['message 1', 'message 2', 'message 3', 'message 4'])
    expect(timeline.state.value.error).toBeNull()
  })

  test('is forgotten when a later one succeeds that waited behind it', async () => {
    const { timeline } = await opened(pageOf([4, 5], 90, true))
    await Promise.all([timeline.loadBefore(), timeline.open(5)])
    expect(timeline.state.value.error).toBeNull()
    expect(words(timeline)).toEqual(['message 4', 'message 5'])
  })
})

/** A timeline of the past; each of the next loads waits for its answer. */
async function inThePast() {
  const { timeline, asked } = timelineOf([pageOf([45, 46], 90, true)], [])
  await timeline.open(45)
  const answers: { with: (page: TimelinePage) => void; fails: () => void }[] = []
  asked.mockImplementation(() => new Promise((resolve, reject) => answers.push({ with: resolve, fails: () => reject(new ChatError('unavailable', '', 503)) })))
  const answered = (count: number) => vi.waitFor(() => expect(answers).toHaveLength(count))
  return { timeline, asked, answers, answered }
}

describe('a load behind which another one waits', () => {
  test('joins no page of the past to the newest one', async () => {
    const { timeline, asked, answers, answered } = await inThePast()
    // As the list does it, whenever nothing is loading.
    timeline.state.subscribe(() => {
      if (timeline.state.value.loading === 'no' && !timeline.state.value.error) void timeline.loadBefore()
    })
    void timeline.loadBefore()
    await answered(1)
    const end = timeline.openEnd()
    answers[0]!.with(pageOf([43, 44], 90, true))
    await answered(2)
    answers[1]!.with(pageOf([89, 90], 90, false))
    await end
    await answered(3)
    answers[2]!.with(pageOf([87, 88], 90, true))
    await vi.waitFor(() => expect(words(timeline)).toHaveLength(4))
    expect(asked.mock.calls.map((call: unknown[]) => call[1])).toEqual([{ around: 45 }, { before: 45 }, {}, { before: 89 }, { before: 87 }])
    expect(words(timeline)).toEqual(['message 87', 'message 88', 'message 89', 'message 90'])
  })

  test('leaves nothing to repeat when it fails', async () => {
    const { timeline, asked, answers, answered } = await inThePast()
    void timeline.open(5)
    await answered(1)
    const end = timeline.openEnd()
    answers[0]!.fails()
    await answered(2)
    expect(timeline.state.value).toMatchObject({ loading: 'first', error: null })
    const retried = timeline.retry()
    answers[1]!.with(pageOf([89, 90], 90, false))
    await Promise.all([end, retried])
    expect(asked).toHaveBeenCalledTimes(3)
    expect(words(timeline)).toEqual(['message 89', 'message 90'])
  })
})
