import type { ServiceNode, SystemState } from '@sealkloud/chat-client'
import { useState } from 'react'
import { useDates } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Facts } from '@sealkloud/chat-react/ui/Facts.tsx'
import { RowsSkeleton } from '@sealkloud/chat-react/ui/Skeleton.tsx'
import { Table } from '@sealkloud/chat-react/ui/Table.tsx'
import { Confirm } from '../ui/Confirm.tsx'
import { Failed } from '../ui/Failed.tsx'
import forms from '../ui/forms.module.css'
import { Mark } from '../ui/Mark.tsx'
import { useAdmin } from '../ui/useAdmin.ts'
import { usePages } from '../ui/usePages.ts'
import { useAdminWords } from '../words/useAdminWords.ts'
import { Encryption } from './Encryption.tsx'
import { SearchIndex } from './SearchIndex.tsx'

/** How the service is doing, as the node that answers sees it. */
export function SystemPage() {
  const words = useAdminWords().system
  const admin = useAdmin()
  const { items, error, loading, reload } = usePages(async () => ({ items: [await admin.system()], nextCursor: null }))
  const [turn, setTurn] = useState(0)
  const state = items?.[0]
  function refresh() {
    reload()
    setTurn(turn + 1)
  }
  if (error && !state) return <Failed error={error} retry={reload} />
  if (!state) return <RowsSkeleton />
  return (
    <>
      <div className={forms.tools}>
        <p className={forms.text}>{words.intro(state.node)}</p>
        <div className={forms.actions}>
          <button type="button" className={controls.button} onClick={refresh} disabled={loading}>
            {words.refresh}
          </button>
        </div>
      </div>
      <Service state={state} />
      {state.nodes.length > 0 && (
        <>
          <h2 className={forms.section}>{words.nodes}</h2>
          <Nodes nodes={state.nodes} />
        </>
      )}
      <h2 className={forms.section}>{words.parts}</h2>
      <Parts parts={state.parts} />
      <h2 className={forms.section}>{words.figures}</h2>
      <Figures gauges={state.gauges} />
      <Encryption turn={turn} />
      <SearchIndex />
      <Restored />
    </>
  )
}

/** To be told after a restore: what nodes and pages know is of another state of the database. */
function Restored() {
  const words = useAdminWords().system
  const admin = useAdmin()
  const [state, setState] = useState<'asking' | 'done' | null>(null)
  return (
    <>
      <h2 className={forms.section}>{words.restored}</h2>
      <p className={controls.hint}>{words.restoredHint}</p>
      <div className={forms.buttons}>
        <button type="button" className={controls.button} onClick={() => setState('asking')}>
          {words.restoredSubmit}
        </button>
      </div>
      <div role="status">{state === 'done' && <p className={controls.hint}>{words.restoredDone}</p>}</div>
      {state === 'asking' && (
        <Confirm
          title={words.restoredTitle}
          text={words.restoredConfirm}
          submit={words.restoredSubmit}
          act={() => admin.changeEpoch()}
          onDone={() => setState('done')}
          onClose={() => setState((now) => (now === 'asking' ? null : now))}
        />
      )}
    </>
  )
}

function Service({ state }: { state: SystemState }) {
  const words = useAdminWords().system
  const dates = useDates()
  const facts = [
    [words.version, state.version || words.unknown],
    [words.started, dates.full(new Date(state.startedAt))],
    [words.broker, words.brokers[state.broker]],
    [words.database, state.database ?? words.databaseAway],
    ['Java', state.java],
  ] as const
  return <Facts facts={facts} />
}

function Nodes({ nodes }: { nodes: readonly ServiceNode[] }) {
  const words = useAdminWords().system
  const dates = useDates()
  return (
    <Table
      caption={words.nodes}
      rows={nodes}
      keyOf={({ name }) => name}
      columns={[
        { name: words.nodeName, render: ({ name }) => name },
        { name: words.version, render: ({ version }) => version || words.unknown },
        { name: words.started, render: ({ startedAt }) => dates.full(new Date(startedAt)) },
        { name: words.sockets, render: ({ sockets, running }) => (running ? sockets.toLocaleString() : '–') },
        {
          name: words.state,
          render: ({ running, seenAt }) =>
            running ? <Mark kind="good">{words.running}</Mark> : <Mark kind="bad">{words.lastSeen(dates.full(new Date(seenAt)))}</Mark>,
        },
      ]}
    />
  )
}

function Parts({ parts }: { parts: Record<string, string> }) {
  const words = useAdminWords().system
  const names = words.partNames as Record<string, string>
  const statuses = words.statuses as Record<string, string>
  const ofUnknown = words.ofUnknown as Record<string, string>
  return (
    <Table
      caption={words.parts}
      rows={Object.entries(parts)}
      keyOf={([name]) => name}
      columns={[
        { name: words.part, render: ([name]) => names[name] ?? name },
        {
          name: words.state,
          render: ([name, status]) => (
            <Mark kind={status === 'up' ? 'good' : status === 'down' ? 'bad' : 'plain'}>
              {(status === 'unknown' && ofUnknown[name]) || (statuses[status] ?? status)}
            </Mark>
          ),
        },
      ]}
    />
  )
}

function Figures({ gauges }: { gauges: Record<string, number> }) {
  const words = useAdminWords().system
  const names = words.gauges as Record<string, string>
  return (
    <Table
      caption={words.figures}
      rows={Object.entries(gauges)}
      keyOf={([name]) => name}
      columns={[
        { name: words.figure, render: ([name]) => names[name] ?? name },
        { name: words.value, render: ([, value]) => value.toLocaleString() },
      ]}
    />
  )
}
