import type { OpeningHours, TaggedHours } from '@sealkloud/chat-client'
import { useEffect, useEffectEvent, useState } from 'react'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { SelectField } from '@sealkloud/chat-react/ui/Field.tsx'
import { RowsSkeleton } from '@sealkloud/chat-react/ui/Skeleton.tsx'
import { Failed } from '../ui/Failed.tsx'
import forms from '../ui/forms.module.css'
import { Outcome } from '../ui/Outcome.tsx'
import { useAction } from '@sealkloud/chat-react/ui/useAction.ts'
import { useAdmin } from '../ui/useAdmin.ts'
import { useAdminWords } from '../words/useAdminWords.ts'
import { Holidays } from './Holidays.tsx'
import { Week } from './Week.tsx'

/** The time zone of this browser. */
const HERE = new Intl.DateTimeFormat().resolvedOptions().timeZone

/** When the helpdesk works, and when not. */
export function HoursPage() {
  const admin = useAdmin()
  const loading = useAction()
  const [found, setFound] = useState<{ hours: TaggedHours; load: number } | null>(null)
  const load = () =>
    loading.run(async () => {
      const hours = await admin.openingHours()
      setFound((before) => ({ hours, load: (before?.load ?? 0) + 1 }))
    })
  const begin = useEffectEvent(load)
  useEffect(() => begin(), [])

  if (loading.error) return <Failed error={loading.error} retry={load} />
  if (!found) return <RowsSkeleton />
  // Not by its tag: the hours may have become again what they were when the form was opened.
  return <HoursForm key={found.load} found={found.hours} onReload={load} />
}

function HoursForm({ found, onReload }: { found: TaggedHours; onReload: () => void }) {
  const { hours: words, save, saved } = useAdminWords()
  const admin = useAdmin()
  const action = useAction()
  const [tag, setTag] = useState(found.tag)
  const [{ timeZone, hours, holidays }, setHours] = useState<OpeningHours>(found.hours)
  const change = (changed: Partial<OpeningHours>) => setHours((before) => ({ ...before, ...changed }))

  async function submit() {
    const stored = await admin.changeOpeningHours({ timeZone, hours, holidays }, tag)
    setTag(stored.tag)
    setHours(stored.hours)
  }

  return (
    <form
      className={forms.form}
      onSubmit={(event) => {
        event.preventDefault()
        action.run(submit)
      }}
    >
      <p className={forms.text}>{words.intro}</p>
      <SelectField
        label={words.timeZone}
        value={timeZone}
        onChange={(event) => change({ timeZone: event.target.value })}
        options={[...new Set([timeZone, HERE, 'UTC', ...Intl.supportedValuesOf('timeZone')])].map((zone) => [zone, zone] as const)}
      />
      <Week hours={hours} change={(changed) => change({ hours: changed })} />
      <Holidays holidays={holidays} change={(changed) => change({ holidays: changed })} />
      <Outcome of={action} done={saved} reasons={{ bad_request: words.refused, conflict: words.conflict }} />
      <div className={forms.buttons}>
        {action.error?.code === 'conflict' && (
          <button type="button" className={controls.button} onClick={onReload}>
            {words.reload}
          </button>
        )}
        <button type="submit" className={controls.primary} disabled={action.working}>
          {save}
        </button>
      </div>
    </form>
  )
}
