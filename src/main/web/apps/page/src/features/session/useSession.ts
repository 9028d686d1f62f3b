import { ChatClient, ChatError } from '@sealkloud/chat-client'
import { preparedFile } from '@sealkloud/chat-react/features/conversation/preparedFile.ts'
import { clearDesktop } from '@sealkloud/chat-react/features/notification/desktop.ts'
import { useCallback, useEffect, useState } from 'react'
import { returnToPlace } from './returnTo.ts'

/** Whether somebody is logged in: the page shows one screen for each of these. */
export type Session = { state: 'starting' } | { state: 'failed' } | { state: 'loggedOut'; expired: boolean } | { state: 'loggedIn'; chat: ChatClient }

/** Starts the chat with the session cookie, if there is a good one, and follows its end. */
export function useSession() {
  const [session, setSession] = useState<Session>({ state: 'starting' })

  const start = useCallback(async () => {
    const chat = new ChatClient({ prepareFile: preparedFile })
    await chat.start()
    returnToPlace()
    setSession({ state: 'loggedIn', chat })
  }, [])

  const begin = useCallback(() => {
    setSession({ state: 'starting' })
    start().catch((error: unknown) => {
      const loggedOut = error instanceof ChatError && error.code === 'unauthenticated'
      setSession(loggedOut ? { state: 'loggedOut', expired: false } : { state: 'failed' })
    })
  }, [start])
  useEffect(begin, [begin])

  const chat = session.state === 'loggedIn' ? session.chat : null
  useEffect(() => {
    if (!chat) return
    const ended = chat.connection.subscribe(() => {
      if (chat.connection.value.status === 'signed_out') setSession({ state: 'loggedOut', expired: true })
    })
    return () => {
      ended()
      chat.stop()
    }
  }, [chat])

  const logIn = useCallback(
    async (username: string, password: string, code?: string) => {
      await new ChatClient().rest.openSession(username, password, code)
      await start()
    },
    [start],
  )

  /**
   * Rejects if the server was not reached: the cookie still works then, and the next user of this
   * browser would go on with it.
   */
  const logOut = useCallback(
    async (everywhere = false) => {
      if (everywhere) await chat?.rest.closeAllSessions()
      if (chat) await unsubscribe(chat).catch(() => {})
      await clearDesktop()
      await chat?.rest.closeSession().catch(everywhere ? () => {} : unlessLoggedOut)
      await chat?.forgetFiles()
      setSession({ state: 'loggedOut', expired: false })
    },
    [chat],
  )

  return { session, begin, logIn, logOut }
}

/** If it fails, the server ends the pushes with the session. */
async function unsubscribe({ rest }: ChatClient): Promise<void> {
  const { unsubscribeFromPush } = await import('@sealkloud/chat-react/features/notification/push.ts')
  await unsubscribeFromPush(rest)
}

function unlessLoggedOut(error: unknown): void {
  if (!(error instanceof ChatError) || error.code !== 'unauthenticated') throw error
}
