import type { AccountApi, MySession } from '@sealkloud/chat-client'
import { useEffect, useState } from 'react'
import { useDates } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { RowsSkeleton } from '@sealkloud/chat-react/ui/Skeleton.tsx'
import styles from './account.module.css'
import { deviceOf } from '@sealkloud/chat-react/text/deviceOf.ts'
import { Part } from './Part.tsx'
import { Said } from './Said.tsx'
import { useAction } from '@sealkloud/chat-react/ui/useAction.ts'
import { useAccountWords } from './words/useAccountWords.ts'

/** Where one is logged in. */
export function Sessions({ api }: { api: AccountApi }) {
  const words = useAccountWords().sessions
  const { retry } = useAccountWords()
  const dates = useDates()
  const task = useAction()
  const [sessions, setSessions] = useState<readonly MySession[] | 'failed' | null>(null)
  const [turn, setTurn] = useState(0)
  const reload = () => setTurn((before) => before + 1)

  useEffect(() => {
    let current = true
    api.sessions().then(
      (found) => current && setSessions(found),
      () => current && setSessions('failed'),
    )
    return () => {
      current = false
    }
  }, [api, turn])

  const end = (act: () => Promise<void>) =>
    task.run(async () => {
      await act()
      reload()
    })

  return (
    <Part title={words.title} hint={words.hint}>
      {sessions === null && <RowsSkeleton />}
      {sessions === 'failed' && (
        <button type="button" className={controls.button} onClick={reload}>
          {retry}
        </button>
      )}
      {Array.isArray(sessions) && (
        <ul className={styles.sessions}>
          {(sessions as readonly MySession[]).map(({ sessionId, agent, network, startedAt, current }) => (
            <li key={sessionId} data-session={current ? 'current' : 'other'}>
              <div>
                <strong>{deviceOf(agent) ?? words.unknown}</strong>
                {current && <span className={styles.current}>{words.current}</span>}
                <p className={controls.hint}>{[network, startedAt && words.since(dates.full(new Date(startedAt)))].filter(Boolean).join(' · ')}</p>
              </div>
              {!current && (
                <button
                  type="button"
                  className={controls.button}
                  disabled={task.working}
                  aria-label={words.endNamed(deviceOf(agent) ?? words.unknown)}
                  onClick={() => end(() => api.endSession(sessionId))}
                >
                  {words.end}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      <Said of={task} done={words.ended} />
      {Array.isArray(sessions) && sessions.length > 1 && (
        <button type="button" className={controls.danger} disabled={task.working} onClick={() => end(() => api.endOtherSessions())}>
          {words.endOthers}
        </button>
      )}
    </Part>
  )
}
