import { ChatError } from './errors.ts'

/**
 * Does something that may never come to an end, such as to ask for a token, and rejects with
 * `unreachable` if it takes too long. What comes later learns from `late` that nobody waits for it
 * any more.
 */
export async function inTime(timeoutMs: number, act: (late: () => boolean) => Promise<void>): Promise<void> {
  let late = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      late = true
      reject(new ChatError('unreachable', 'No answer in time'))
    }, timeoutMs)
  })
  try {
    await Promise.race([act(() => late), over])
  } finally {
    clearTimeout(timer)
  }
}
