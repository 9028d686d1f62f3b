import { useDates } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { useAction } from '@sealkloud/chat-react/ui/useAction.ts'
import { deviceOf } from '@sealkloud/chat-react/text/deviceOf.ts'
import { FailedPart } from '../ui/FailedPart.tsx'
import forms from '../ui/forms.module.css'
import { Outcome } from '../ui/Outcome.tsx'
import { useAdmin } from '../ui/useAdmin.ts'
import { usePages } from '../ui/usePages.ts'
import { useAdminWords } from '../words/useAdminWords.ts'
import { Part } from './Part.tsx'

/** Where somebody is logged in. */
export function Sessions({ userId }: { userId: string }) {
  const { people: words } = useAdminWords()
  const admin = useAdmin()
  const dates = useDates()
  const action = useAction()
  const { items, error, reload } = usePages(async () => ({ items: [...(await admin.sessions(userId))], nextCursor: null }))
  const sessions = items ?? []

  const end = (act: () => Promise<void>) =>
    action.run(async () => {
      await act()
      reload()
    })

  return (
    <Part title={words.sessions} hint={words.sessionsHint}>
      {error && <FailedPart error={error} retry={reload} />}
      {sessions.length > 0 && (
        <ul className={forms.rows}>
          {sessions.map(({ sessionId, agent, network, startedAt }) => {
            const device = deviceOf(agent) ?? words.unknownDevice
            return (
              <li key={sessionId} data-session={sessionId}>
                <div>
                  <strong>{device}</strong>
                  <p className={controls.hint}>{[network, startedAt && words.since(dates.full(new Date(startedAt)))].filter(Boolean).join(' · ')}</p>
                </div>
                <button
                  type="button"
                  className={controls.button}
                  disabled={action.working}
                  onClick={() => end(() => admin.endSession(userId, sessionId))}
                  aria-label={words.endSessionNamed(device)}
                >
                  {words.endSession}
                </button>
              </li>
            )
          })}
        </ul>
      )}
      <button type="button" className={controls.button} disabled={action.working} onClick={() => end(() => admin.endSessions(userId))}>
        {words.endSessions}
      </button>
      <Outcome of={action} done={words.sessionsEnded} />
    </Part>
  )
}
