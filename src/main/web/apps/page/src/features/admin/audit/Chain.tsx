import type { AuditVerification } from '@sealkloud/chat-client'
import { useState } from 'react'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import forms from '../ui/forms.module.css'
import { Outcome } from '../ui/Outcome.tsx'
import { useAction } from '@sealkloud/chat-react/ui/useAction.ts'
import { useAdmin } from '../ui/useAdmin.ts'
import { useAdminWords } from '../words/useAdminWords.ts'

/**
 * Whether all entries are there as they were written. It is asked for, because a long chain takes a
 * while.
 */
export function Chain() {
  const words = useAdminWords().audit
  const admin = useAdmin()
  const check = useAction()
  const [found, setFound] = useState<AuditVerification | null>(null)

  return (
    <div className={forms.form}>
      <div>
        <button type="button" className={controls.button} disabled={check.working} onClick={() => check.run(async () => setFound(await admin.verifyAudit()))}>
          {words.verify}
        </button>
      </div>
      <Outcome of={check} />
      <div role="status" data-chain="">
        {found && !check.working && !check.error && <Found chain={found} />}
      </div>
    </div>
  )
}

function Found({ chain: { entries, firstBroken, lastId, lastHash } }: { chain: AuditVerification }) {
  const words = useAdminWords().audit
  if (firstBroken !== undefined) return <p className={controls.error}>{words.broken(firstBroken)}</p>
  return (
    <>
      <p className={forms.text}>{words.whole(entries.toLocaleString())}</p>
      {lastHash && <p className={`${forms.text} ${controls.hint}`}>{words.noted(`${lastId}:${lastHash}`)}</p>}
    </>
  )
}
