import type { Webhook, WebhookSecret } from '@sealkloud/chat-client'
import { useState } from 'react'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Dialog } from '@sealkloud/chat-react/ui/Dialog.tsx'
import { TextField } from '@sealkloud/chat-react/ui/Field.tsx'
import { DialogButtons } from '../ui/DialogButtons.tsx'
import forms from '../ui/forms.module.css'
import { Outcome } from '../ui/Outcome.tsx'
import { useAction } from '@sealkloud/chat-react/ui/useAction.ts'
import { useAdmin } from '../ui/useAdmin.ts'
import { useAdminWords } from '../words/useAdminWords.ts'

interface Props {
  /** A new one without it. */
  webhook?: Webhook
  onSaved: () => void
  onSecret: (secret: WebhookSecret) => void
  onClose: () => void
}

/** Where a program is called, and for what. */
export function WebhookDialog({ webhook, onSaved, onSecret, onClose }: Props) {
  const { webhooks: words, save } = useAdminWords()
  const admin = useAdmin()
  const action = useAction()
  const renewal = useAction()
  const stop = useAction()
  const [url, setUrl] = useState(webhook?.url ?? '')
  const [events, setEvents] = useState(webhook?.events.join(' ') ?? '*')

  async function submit() {
    const target = { url: url.trim(), events: events.split(/[\s,]+/u).filter(Boolean) }
    if (webhook) {
      await admin.saveWebhook(webhook.webhookId, target)
      onSaved()
      onClose()
    } else onSecret(await admin.createWebhook(target))
  }

  return (
    <Dialog title={webhook ? words.editTitle : words.create} onClose={onClose}>
      <form
        className={forms.form}
        onSubmit={(event) => {
          event.preventDefault()
          action.run(submit)
        }}
      >
        {webhook?.stoppedReason !== undefined && <p className={controls.error}>{words.stoppedBecause(webhook.stoppedReason)}</p>}
        <TextField label={words.url} type="url" value={url} onChange={(event) => setUrl(event.target.value)} maxLength={2000} required data-autofocus="" />
        <TextField
          label={words.events}
          hint={words.eventsHint}
          value={events}
          onChange={(event) => setEvents(event.target.value)}
          required
          spellCheck={false}
        />
        <Outcome of={action} reasons={{ bad_request: words.refused }} />
        <DialogButtons
          submit={webhook?.stoppedReason === undefined ? (webhook ? save : words.submit) : words.restart}
          working={action.working}
          onClose={onClose}
        />
      </form>
      {webhook && (
        <section className={forms.part}>
          <h3>{words.secret}</h3>
          <p className={controls.hint}>{words.renewHint}</p>
          <button
            type="button"
            className={controls.button}
            disabled={renewal.working}
            onClick={() => renewal.run(async () => onSecret(await admin.renewWebhookSecret(webhook.webhookId)))}
          >
            {words.renew}
          </button>
          <Outcome of={renewal} />
        </section>
      )}
      {webhook && webhook.stoppedReason === undefined && (
        <section className={forms.part}>
          <h3>{words.state}</h3>
          <p className={controls.hint}>{words.stopHint}</p>
          <button
            type="button"
            className={controls.danger}
            disabled={stop.working}
            onClick={() =>
              stop.run(async () => {
                await admin.stopWebhook(webhook.webhookId)
                onSaved()
                onClose()
              })
            }
          >
            {words.stop}
          </button>
          <Outcome of={stop} />
        </section>
      )}
    </Dialog>
  )
}
