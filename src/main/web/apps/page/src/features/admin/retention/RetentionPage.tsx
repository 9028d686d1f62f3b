import type { ConversationKind, ExpiringConversation, HeldConversation } from '@sealkloud/chat-client'
import { useState } from 'react'
import { useDates } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Facts } from '@sealkloud/chat-react/ui/Facts.tsx'
import { Table } from '@sealkloud/chat-react/ui/Table.tsx'
import forms from '../ui/forms.module.css'
import { Listing } from '../ui/Listing.tsx'
import { Mark } from '../ui/Mark.tsx'
import { useAdmin } from '../ui/useAdmin.ts'
import { usePages } from '../ui/usePages.ts'
import { useAdminWords } from '../words/useAdminWords.ts'
import { HoldDialog } from './HoldDialog.tsx'

const PAGE = 50
const KINDS: readonly ConversationKind[] = ['direct', 'team', 'ticket', 'notes']

interface Asked {
  conversationId: string
  title: string
  held: boolean
}

/** When messages go, what would go now, and what is kept all the same. */
export function RetentionPage() {
  const words = useAdminWords().retention
  const admin = useAdmin()
  const [asked, setAsked] = useState<Asked | null>(null)
  const rules = usePages(async () => ({ items: [await admin.retention()], nextCursor: null }))
  const holds = usePages((cursor) => admin.holds(cursor, PAGE))
  const expiring = usePages((cursor) => admin.retentionDryRun(cursor, PAGE))

  return (
    <>
      <p className={forms.text}>{words.intro}</p>
      <Listing pages={rules} empty={{ icon: 'info', title: words.nothing }}>
        {([days]) => <Facts facts={KINDS.map((kind) => [words.rules[kind], words.days(days?.[kind] ?? 0)] as const)} />}
      </Listing>
      <h2 className={forms.section}>{words.holds}</h2>
      <p className={controls.hint}>{words.holdsHint}</p>
      <Listing pages={holds} empty={{ icon: 'info', title: words.noHolds }}>
        {(items) => <Holds items={items} onAsk={setAsked} />}
      </Listing>
      <h2 className={forms.section}>{words.dryRun}</h2>
      <p className={controls.hint}>{words.dryRunHint}</p>
      <Listing pages={expiring} empty={{ icon: 'check', title: words.nothing }}>
        {(items) => <Expiring items={items} onAsk={setAsked} />}
      </Listing>
      {asked && (
        <HoldDialog
          {...asked}
          onDone={() => {
            holds.reload()
            expiring.reload()
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  )
}

function Holds({ items, onAsk }: { items: readonly HeldConversation[]; onAsk: (asked: Asked) => void }) {
  const words = useAdminWords()
  const dates = useDates()
  return (
    <Table
      caption={words.retention.holds}
      rows={items}
      keyOf={({ conversationId }) => conversationId}
      columns={[
        { name: words.retention.conversation, render: ({ title }) => <bdi>{title}</bdi> },
        { name: words.retention.reason, render: ({ reason }) => <bdi>{reason}</bdi> },
        { name: words.retention.heldBy, render: ({ heldBy }) => heldBy },
        { name: words.retention.since, render: ({ heldAt }) => dates.date(new Date(heldAt)) },
        {
          name: words.actions,
          hidden: true,
          render: ({ conversationId, title }) => (
            <button
              type="button"
              className={controls.button}
              aria-label={words.retention.releaseNamed(title)}
              onClick={() => onAsk({ conversationId, title, held: true })}
            >
              {words.retention.release}
            </button>
          ),
        },
      ]}
    />
  )
}

function Expiring({ items, onAsk }: { items: readonly ExpiringConversation[]; onAsk: (asked: Asked) => void }) {
  const words = useAdminWords()
  const dates = useDates()
  return (
    <Table
      caption={words.retention.dryRun}
      rows={items}
      keyOf={({ conversationId }) => conversationId}
      columns={[
        { name: words.retention.conversation, render: ({ title }) => <bdi>{title}</bdi> },
        { name: words.retention.kind, render: ({ kind }) => words.retention.kinds[kind] },
        { name: words.retention.messages, render: ({ messages }) => messages.toLocaleString() },
        { name: words.retention.oldest, render: ({ oldest }) => dates.date(new Date(oldest)) },
        {
          name: words.actions,
          hidden: true,
          render: ({ conversationId, title, held }) =>
            held ? (
              <Mark kind="plain">{words.retention.held}</Mark>
            ) : (
              <button
                type="button"
                className={controls.button}
                aria-label={words.retention.holdNamed(title)}
                onClick={() => onAsk({ conversationId, title, held: false })}
              >
                {words.retention.hold}
              </button>
            ),
        },
      ]}
    />
  )
}
