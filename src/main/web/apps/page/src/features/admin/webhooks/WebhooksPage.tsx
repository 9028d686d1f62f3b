import type { Webhook, WebhookSecret } from '@sealkloud/chat-client'
import { useState } from 'react'
import { useChat } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import { useDates } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Table } from '@sealkloud/chat-react/ui/Table.tsx'
import { adminHref } from '../../../route/route.ts'
import { Confirm } from '../ui/Confirm.tsx'
import { Intro } from '../ui/Intro.tsx'
import { Listing } from '../ui/Listing.tsx'
import { Mark } from '../ui/Mark.tsx'
import { useAdmin } from '../ui/useAdmin.ts'
import { usePages } from '../ui/usePages.ts'
import { useAdminWords } from '../words/useAdminWords.ts'
import { CallsPage } from './CallsPage.tsx'
import { SecretDialog } from './SecretDialog.tsx'
import { WebhookDialog } from './WebhookDialog.tsx'

type Open = { kind: 'new' } | { kind: 'edit' | 'remove'; webhook: Webhook } | { kind: 'secret'; secret: WebhookSecret }

/** Programs that are called for events; `item` names one whose calls are shown. */
export function WebhooksPage({ item }: { item: string | undefined }) {
  return item === undefined ? <Webhooks /> : <CallsPage webhookId={item} key={item} />
}

function Webhooks() {
  const words = useAdminWords().webhooks
  const admin = useAdmin()
  const pages = usePages(() => admin.webhooks())
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  const showSecret = (secret: WebhookSecret) => {
    pages.reload()
    setOpen({ kind: 'secret', secret })
  }

  return (
    <>
      <Intro text={words.intro} create={words.create} onCreate={() => setOpen({ kind: 'new' })} />
      <Listing pages={pages} empty={{ icon: 'robot', title: words.none, text: words.noneHint }}>
        {(webhooks) => <WebhookTable webhooks={webhooks} onOpen={setOpen} />}
      </Listing>
      {open?.kind === 'new' && <WebhookDialog onClose={close} onSaved={pages.reload} onSecret={showSecret} />}
      {open?.kind === 'edit' && <WebhookDialog webhook={open.webhook} onClose={close} onSaved={pages.reload} onSecret={showSecret} />}
      {open?.kind === 'secret' && <SecretDialog secret={open.secret.secret} onClose={close} />}
      {open?.kind === 'remove' && (
        <Confirm
          title={words.removeTitle}
          text={words.removeConfirm(open.webhook.url)}
          submit={words.remove}
          act={() => admin.removeWebhook(open.webhook.webhookId)}
          onDone={pages.reload}
          onClose={close}
        />
      )}
    </>
  )
}

function WebhookTable({ webhooks, onOpen }: { webhooks: readonly Webhook[]; onOpen: (open: Open) => void }) {
  const words = useAdminWords().webhooks
  return (
    <Table
      caption={words.table}
      rows={webhooks}
      keyOf={({ webhookId }) => webhookId}
      columns={[
        { name: words.url, render: ({ url }) => <bdi>{url}</bdi> },
        { name: words.events, render: ({ events }) => events.join(', ') },
        { name: words.state, render: (webhook) => <State webhook={webhook} /> },
        { name: words.edit, hidden: true, render: (webhook) => <Buttons webhook={webhook} onOpen={onOpen} /> },
      ]}
    />
  )
}

function State({ webhook: { failingSince, stoppedReason } }: { webhook: Webhook }) {
  const words = useAdminWords().webhooks
  const dates = useDates()
  const chat = useChat()
  if (stoppedReason !== undefined) return <Mark kind="bad">{words.stopped}</Mark>
  if (failingSince !== undefined) return <Mark kind="bad">{words.failing(dates.short(new Date(failingSince), chat.now()))}</Mark>
  return <Mark kind="good">{words.works}</Mark>
}

function Buttons({ webhook, onOpen }: { webhook: Webhook; onOpen: (open: Open) => void }) {
  const words = useAdminWords().webhooks
  return (
    <>
      <a className={controls.button} href={adminHref('webhooks', webhook.webhookId)} aria-label={words.callsOf(webhook.url)}>
        {words.calls}
      </a>
      <button type="button" className={controls.button} onClick={() => onOpen({ kind: 'edit', webhook })} aria-label={words.editNamed(webhook.url)}>
        {words.edit}
      </button>
      <button type="button" className={controls.danger} onClick={() => onOpen({ kind: 'remove', webhook })} aria-label={words.removeNamed(webhook.url)}>
        {words.remove}
      </button>
    </>
  )
}
