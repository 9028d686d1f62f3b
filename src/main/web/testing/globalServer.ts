import type { TestProject } from 'vitest/node'
import { ChatServer } from './chatServer.ts'

declare module 'vitest' {
  interface ProvidedContext {
    chatUrl: string
  }
}

/** One server for all test files of a run: `CHAT_URL`, or one started from the jar. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | void> {
  const given = process.env.CHAT_URL
  if (given) {
    project.provide('chatUrl', given.replace(/\/$/, ''))
    return
  }
  const server = await ChatServer.start()
  project.provide('chatUrl', server.url)
  return () => server.stop()
}
