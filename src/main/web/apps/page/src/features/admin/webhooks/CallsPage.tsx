import type { WebhookDelivery } from '@sealkloud/chat-client'
import { useDates } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Table } from '@sealkloud/chat-react/ui/Table.tsx'
import { adminHref } from '../../../route/route.ts'
import forms from '../ui/forms.module.css'
import { Listing } from '../ui/Listing.tsx'
import { Mark } from '../ui/Mark.tsx'
import { Outcome } from '../ui/Outcome.tsx'
import { useAction } from '@sealkloud/chat-react/ui/useAction.ts'
import { useAdmin } from '../ui/useAdmin.ts'
import { usePages } from '../ui/usePages.ts'
import { useAdminWords } from '../words/useAdminWords.ts'

const KINDS = { waiting: 'plain', delivered: 'good', given_up: 'bad' } as const

/** The calls of one webhook, the newest first. */
export function CallsPage({ webhookId }: { webhookId: string }) {
  const words = useAdminWords().webhooks
  const admin = useAdmin()
  const pages = usePages(() => admin.webhookDeliveries(webhookId))
  const { items: webhooks } = usePages(() => admin.webhooks())
  const url = webhooks?.find((webhook) => webhook.webhookId === webhookId)?.url
  const test = useAction()
  const repeat = useAction()

  return (
    <>
      <p className={forms.text}>
        <a href={adminHref('webhooks')}>{words.backToWebhooks}</a>
      </p>
      <div className={forms.tools}>
        <h2 className={forms.section}>
          <bdi>{url ? words.callsOf(url) : words.calls}</bdi>
        </h2>
        <div className={forms.actions}>
          <button type="button" className={controls.button} onClick={pages.reload} disabled={pages.loading}>
            {words.refresh}
          </button>
          <button
            type="button"
            className={controls.primary}
            disabled={test.working}
            onClick={() =>
              test.run(async () => {
                await admin.testWebhook(webhookId)
                pages.reload()
              })
            }
          >
            {words.test}
          </button>
        </div>
      </div>
      <Outcome of={test} done={words.tested} reasons={{ conflict: words.testOfStopped }} />
      <Outcome of={repeat} done={words.repeated} />
      <Listing pages={pages} empty={{ icon: 'clock', title: words.noCalls, text: words.noCallsHint }}>
        {(calls) => (
          <Calls
            calls={calls}
            repeating={repeat.working}
            onRepeat={({ eventId }) =>
              repeat.run(async () => {
                await admin.repeatDelivery(webhookId, eventId)
                pages.reload()
              })
            }
          />
        )}
      </Listing>
    </>
  )
}

interface CallsProps {
  calls: readonly WebhookDelivery[]
  repeating: boolean
  onRepeat: (call: WebhookDelivery) => void
}

function Calls({ calls, repeating, onRepeat }: CallsProps) {
  const words = useAdminWords().webhooks
  const dates = useDates()
  return (
    <Table
      caption={words.calls}
      rows={calls}
      keyOf={({ eventId }) => eventId}
      columns={[
        { name: words.event, render: ({ eventType }) => eventType },
        { name: words.at, render: ({ createdAt }) => dates.full(new Date(createdAt)) },
        { name: words.state, render: ({ state }) => <Mark kind={KINDS[state]}>{words.states[state]}</Mark> },
        { name: words.answer, render: ({ lastAnswer, attempts }) => words.answered(lastAnswer, attempts) },
        {
          name: words.repeat,
          hidden: true,
          render: (call) => (
            <button
              type="button"
              className={controls.button}
              disabled={repeating}
              onClick={() => onRepeat(call)}
              aria-label={words.repeatNamed(call.eventType)}
            >
              {words.repeat}
            </button>
          ),
        },
      ]}
    />
  )
}
