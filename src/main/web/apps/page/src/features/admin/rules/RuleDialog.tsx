import type { RuleContent, RulePreview, RuleTrigger, TaggedRule } from '@sealkloud/chat-client'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Dialog } from '@sealkloud/chat-react/ui/Dialog.tsx'
import { SelectField, TextArea, TextField } from '@sealkloud/chat-react/ui/Field.tsx'
import { RowsSkeleton } from '@sealkloud/chat-react/ui/Skeleton.tsx'
import { DialogButtons } from '../ui/DialogButtons.tsx'
import forms from '../ui/forms.module.css'
import { Failed } from '../ui/Failed.tsx'
import { Outcome } from '../ui/Outcome.tsx'
import { useAction } from '@sealkloud/chat-react/ui/useAction.ts'
import { Preview } from './Preview.tsx'
import { useAdmin } from '../ui/useAdmin.ts'
import { useAdminWords } from '../words/useAdminWords.ts'

interface Props {
  /** A new one without it. */
  ruleId?: string
  onSaved: () => void
  onClose: () => void
}

/**
 * One rule. It is read anew before it is changed, and a change of somebody else meanwhile is not
 * overwritten.
 */
export function RuleDialog({ ruleId, onSaved, onClose }: Props) {
  const words = useAdminWords().rules
  const admin = useAdmin()
  const loading = useAction()
  const [found, setFound] = useState<TaggedRule | null>(null)
  const load = () => {
    if (ruleId !== undefined) loading.run(async () => setFound(await admin.rule(ruleId)))
  }
  const begin = useEffectEvent(load)
  function reload() {
    load()
    // The list shows what they have written, too.
    onSaved()
  }
  useEffect(() => begin(), [])

  return (
    <Dialog title={ruleId === undefined ? words.create : words.editTitle} onClose={onClose}>
      {ruleId !== undefined && loading.error ? (
        <Failed error={loading.error} retry={load} />
      ) : ruleId !== undefined && !found ? (
        <RowsSkeleton />
      ) : (
        <RuleForm key={found?.tag ?? ''} found={found} onReload={reload} onSaved={onSaved} onClose={onClose} />
      )}
    </Dialog>
  )
}

interface FormProps {
  found: TaggedRule | null
  onReload: () => void
  onSaved: () => void
  onClose: () => void
}

const MINUTE_S = 60

function RuleForm({ found, onReload, onSaved, onClose }: FormProps) {
  const { rules: words, save } = useAdminWords()
  const admin = useAdmin()
  const action = useAction()
  const looking = useAction()
  const [preview, setPreview] = useState<{ of: string; shown: RulePreview } | null>(null)
  const form = useRef<HTMLFormElement>(null)
  const [trigger, setTrigger] = useState<RuleTrigger>(found?.rule.trigger ?? 'first_message')
  const [status, setStatus] = useState(found?.rule.status ?? '')
  const [minutes, setMinutes] = useState(String((found?.rule.afterSeconds ?? 15 * MINUTE_S) / MINUTE_S))
  const [content, setContent] = useState(found?.rule.content ?? '')

  const typed = (): RuleContent => ({
    trigger,
    content,
    ...(trigger === 'status' && { status: status.trim() }),
    ...(trigger === 'no_answer' && { afterSeconds: Math.round(Number(minutes) * MINUTE_S) }),
  })
  const written = JSON.stringify(typed())

  async function submit() {
    const rule = typed()
    await (found ? admin.changeRule(found.rule.ruleId, rule, found.tag) : admin.createRule(rule))
    onSaved()
    onClose()
  }

  return (
    <form
      ref={form}
      className={forms.form}
      onSubmit={(event) => {
        event.preventDefault()
        action.run(submit)
      }}
    >
      <SelectField
        label={words.when}
        value={trigger}
        onChange={(event) => setTrigger(event.target.value as RuleTrigger)}
        options={Object.entries(words.triggers)}
      />
      {trigger === 'status' && (
        <TextField label={words.status} value={status} onChange={(event) => setStatus(event.target.value)} maxLength={40} required autoComplete="off" />
      )}
      {trigger === 'no_answer' && (
        <TextField
          label={words.minutes}
          type="number"
          min={1 / MINUTE_S}
          max={7 * 24 * 60}
          step="any"
          value={minutes}
          onChange={(event) => setMinutes(event.target.value)}
          required
        />
      )}
      <TextArea
        label={words.content}
        hint={words.contentHint}
        value={content}
        onChange={(event) => setContent(event.target.value)}
        maxLength={4000}
        rows={5}
        required
      />
      <div>
        <button
          type="button"
          className={controls.button}
          disabled={looking.working}
          onClick={() => {
            if (form.current?.reportValidity())
              looking.run(async () => setPreview({ of: written, shown: await admin.previewRule(typed(), found?.rule.ruleId) }))
          }}
        >
          {words.preview}
        </button>
      </div>
      <Outcome of={looking} reasons={{ bad_request: words.refused }} />
      {preview?.of === written && <Preview preview={preview.shown} />}
      <Outcome of={action} reasons={{ bad_request: words.refused, conflict: found ? words.conflict : words.tooMany }} />
      <DialogButtons submit={save} working={action.working} onClose={onClose}>
        {found && action.error?.code === 'conflict' && (
          <button type="button" className={controls.button} onClick={onReload}>
            {words.reload}
          </button>
        )}
      </DialogButtons>
    </form>
  )
}
