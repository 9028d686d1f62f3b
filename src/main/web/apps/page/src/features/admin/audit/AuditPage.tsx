import type { AuditEntry } from '@sealkloud/chat-client'
import { useState } from 'react'
import { useDates } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Dialog } from '@sealkloud/chat-react/ui/Dialog.tsx'
import { Facts } from '@sealkloud/chat-react/ui/Facts.tsx'
import { TextField } from '@sealkloud/chat-react/ui/Field.tsx'
import { Table } from '@sealkloud/chat-react/ui/Table.tsx'
import forms from '../ui/forms.module.css'
import { Listing } from '../ui/Listing.tsx'
import { Outcome } from '../ui/Outcome.tsx'
import { save } from '../ui/save.ts'
import { useAction } from '@sealkloud/chat-react/ui/useAction.ts'
import { useAdmin } from '../ui/useAdmin.ts'
import { usePages } from '../ui/usePages.ts'
import { useAdminWords } from '../words/useAdminWords.ts'
import { filterOf, type Typed } from './auditFilter.ts'
import { Chain } from './Chain.tsx'

/** Who did what: searched, saved, and its chain checked. */
export function AuditPage() {
  const words = useAdminWords().audit
  const admin = useAdmin()
  const [typed, setTyped] = useState<Typed>({ actor: '', action: '', target: '', since: '', until: '' })
  const [open, setOpen] = useState<AuditEntry | null>(null)
  const exported = useAction()
  const filter = filterOf(typed)
  const pages = usePages((cursor) => admin.audit({ ...filter, ...(cursor && { cursor }) }), JSON.stringify(filter))
  const field = (name: keyof Typed) => ({
    value: typed[name],
    onChange: (event: { target: { value: string } }) => setTyped({ ...typed, [name]: event.target.value }),
  })

  return (
    <>
      <p className={forms.text}>{words.intro}</p>
      <div className={forms.tools}>
        <TextField label={words.actor} placeholder={words.actorHint} maxLength={100} data-region="" {...field('actor')} />
        <TextField label={words.action} placeholder={words.actionHint} maxLength={60} {...field('action')} />
        <TextField label={words.target} placeholder={words.targetHint} maxLength={300} {...field('target')} />
        <div className={forms.pair}>
          <TextField label={words.since} type="datetime-local" {...field('since')} />
          <TextField label={words.until} type="datetime-local" {...field('until')} />
        </div>
        <div className={forms.actions}>
          <button
            type="button"
            className={controls.button}
            disabled={exported.working}
            onClick={() => exported.run(async () => save(await admin.auditCsv(filter), 'audit.csv'))}
          >
            {words.csv}
          </button>
        </div>
      </div>
      <Outcome of={exported} />
      <Chain />
      <Listing pages={pages} empty={{ icon: 'search', title: words.none, text: words.noneHint }}>
        {(entries) => <Entries entries={entries} onOpen={setOpen} />}
      </Listing>
      {open && <Entry entry={open} onClose={() => setOpen(null)} />}
    </>
  )
}

function Entries({ entries, onOpen }: { entries: readonly AuditEntry[]; onOpen: (entry: AuditEntry) => void }) {
  const words = useAdminWords().audit
  const dates = useDates()
  const when = ({ at }: AuditEntry) => dates.full(new Date(at))
  return (
    <Table
      caption={words.table}
      rows={entries}
      keyOf={({ id }) => String(id)}
      columns={[
        { name: words.action, render: ({ action }) => action },
        { name: words.actor, render: ({ actor }) => <bdi>{actor ?? words.nobody}</bdi> },
        { name: words.target, render: ({ target }) => <bdi className={forms.clamp}>{target ?? ''}</bdi> },
        { name: words.when, render: (entry) => <time dateTime={entry.at}>{when(entry)}</time> },
        {
          name: words.details,
          hidden: true,
          render: (entry) => (
            <button type="button" className={controls.button} onClick={() => onOpen(entry)} aria-label={words.detailsOf(entry.action, when(entry))}>
              {words.details}
            </button>
          ),
        },
      ]}
    />
  )
}

function Entry({ entry, onClose }: { entry: AuditEntry; onClose: () => void }) {
  const words = useAdminWords().audit
  const dates = useDates()
  const facts: [string, string | undefined][] = [
    [words.entry, String(entry.id)],
    [words.when, dates.full(new Date(entry.at))],
    [words.actor, entry.actor ?? words.nobody],
    [words.target, entry.target],
    [words.address, entry.address],
  ]
  const values: [string, Record<string, unknown> | undefined][] = [
    [words.before, entry.before],
    [words.after, entry.after],
  ]
  return (
    <Dialog title={entry.action} onClose={onClose}>
      <div className={forms.form}>
        <Facts facts={facts} />
        {values.map(
          ([name, value]) =>
            value && (
              <div key={name} className={forms.part}>
                <h3>{name}</h3>
                {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls */}
                <pre className={forms.code} tabIndex={0} role="region" aria-label={name}>
                  {JSON.stringify(value, null, 2)}
                </pre>
              </div>
            ),
        )}
      </div>
    </Dialog>
  )
}
