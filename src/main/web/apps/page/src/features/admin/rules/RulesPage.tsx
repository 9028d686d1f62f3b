import { ChatError, type AutomationRule, type RuleTrigger } from '@sealkloud/chat-client'
import { useState } from 'react'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Table } from '@sealkloud/chat-react/ui/Table.tsx'
import { Confirm } from '../ui/Confirm.tsx'
import forms from '../ui/forms.module.css'
import { Intro } from '../ui/Intro.tsx'
import { Listing } from '../ui/Listing.tsx'
import { useAdmin } from '../ui/useAdmin.ts'
import { usePages } from '../ui/usePages.ts'
import { useAdminWords } from '../words/useAdminWords.ts'
import { RuleDialog } from './RuleDialog.tsx'

type Open = { kind: 'new' } | { kind: 'edit' | 'remove'; rule: AutomationRule }

/** What is answered automatically. */
export function RulesPage() {
  const words = useAdminWords().rules
  const admin = useAdmin()
  const pages = usePages(() => admin.rules())
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)

  return (
    <>
      <Intro text={words.intro} create={words.create} onCreate={() => setOpen({ kind: 'new' })} />
      <Listing pages={pages} empty={{ icon: 'robot', title: words.none, text: words.noneHint }}>
        {(rules) => <Rules rules={rules} onOpen={setOpen} />}
      </Listing>
      {open?.kind === 'new' && <RuleDialog onSaved={pages.reload} onClose={close} />}
      {open?.kind === 'edit' && <RuleDialog ruleId={open.rule.ruleId} onSaved={pages.reload} onClose={close} />}
      {open?.kind === 'remove' && (
        <Confirm
          title={words.removeTitle}
          text={words.removeConfirm}
          submit={words.remove}
          act={async () => {
            const { rule, tag } = await admin.rule(open.rule.ruleId)
            // Somebody else has made another rule of it since the list was read.
            if (rule.content !== open.rule.content || rule.trigger !== open.rule.trigger) {
              pages.reload()
              throw new ChatError('conflict', rule.ruleId)
            }
            await admin.removeRule(rule.ruleId, tag)
          }}
          onDone={pages.reload}
          onClose={close}
        />
      )}
    </>
  )
}

function Rules({ rules, onOpen }: { rules: readonly AutomationRule[]; onOpen: (open: Open) => void }) {
  const words = useAdminWords().rules
  const silent = silentOf(rules)
  return (
    <Table
      caption={words.table}
      rows={rules}
      keyOf={({ ruleId }) => ruleId}
      columns={[
        {
          name: words.when,
          render: (rule) => (
            <>
              {words.said(rule)}
              {silent.has(rule) && <div className={controls.hint}>{words.silent}</div>}
            </>
          ),
        },
        { name: words.content, render: ({ content }) => <bdi className={forms.clamp}>{content}</bdi> },
        { name: words.edit, hidden: true, render: (rule) => <Buttons rule={rule} onOpen={onOpen} /> },
      ]}
    />
  )
}

/** Of these triggers only the first rule answers, so that nobody gets two replies at once. */
const ANSWERED_BY_ONE: readonly RuleTrigger[] = ['first_message', 'outside_hours']

function silentOf(rules: readonly AutomationRule[]): ReadonlySet<AutomationRule> {
  const first = new Set(ANSWERED_BY_ONE.map((trigger) => rules.find((rule) => rule.trigger === trigger)))
  return new Set(rules.filter((rule) => ANSWERED_BY_ONE.includes(rule.trigger) && !first.has(rule)))
}

function Buttons({ rule, onOpen }: { rule: AutomationRule; onOpen: (open: Open) => void }) {
  const words = useAdminWords().rules
  if (rule.configured) return <span className={controls.hint}>{words.configured}</span>
  const name = words.said(rule)
  return (
    <>
      <button type="button" className={controls.button} onClick={() => onOpen({ kind: 'edit', rule })} aria-label={`${words.edit}: ${name}`}>
        {words.edit}
      </button>
      <button type="button" className={controls.danger} onClick={() => onOpen({ kind: 'remove', rule })} aria-label={`${words.remove}: ${name}`}>
        {words.remove}
      </button>
    </>
  )
}
