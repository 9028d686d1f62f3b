import type { Account, MailLanguage } from '@sealkloud/chat-client'
import { useState } from 'react'
import { useLanguage } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { FailedPart } from '../ui/FailedPart.tsx'
import forms from '../ui/forms.module.css'
import { Outcome } from '../ui/Outcome.tsx'
import { useAction } from '@sealkloud/chat-react/ui/useAction.ts'
import { useAdmin } from '../ui/useAdmin.ts'
import { usePages } from '../ui/usePages.ts'
import { useAdminWords } from '../words/useAdminWords.ts'
import { SecondFactor } from './SecondFactor.tsx'
import { MailFields } from './MailFields.tsx'

/** Where somebody is reached, and a link for their password. */
export function Mail({ userId }: { userId: string }) {
  const admin = useAdmin()
  const { items, error, reload } = usePages(async () => ({ items: [await admin.account(userId)], nextCursor: null }))
  const account = items?.[0]
  if (error) return <FailedPart error={error} retry={reload} />
  return (
    account && (
      <>
        <Known account={account} />
        {account.hasSecondFactor && <SecondFactor userId={userId} />}
      </>
    )
  )
}

function Known({ account }: { account: Account }) {
  const words = useAdminWords().people
  const admin = useAdmin()
  const saving = useAction()
  const sending = useAction()
  const own = useLanguage()
  const [saved, setSaved] = useState(account.mail ?? '')
  const [mail, setMail] = useState(saved)
  const [language, setLanguage] = useState<MailLanguage>(account.language ?? own)

  return (
    <form
      className={forms.part}
      onSubmit={(event) => {
        event.preventDefault()
        saving.run(async () => {
          await admin.changeUser(account.userId, { mail, ...(mail && { language }) })
          setSaved(mail)
        })
      }}
    >
      <MailFields mail={mail} onMail={setMail} language={language} onLanguage={setLanguage} />
      <div className={forms.tools}>
        <button type="submit" className={controls.button} disabled={saving.working}>
          {words.saveMail}
        </button>
        {saved !== '' && saved === mail && (
          <button
            type="button"
            className={controls.button}
            disabled={sending.working}
            onClick={() => sending.run(() => admin.sendPasswordLink(account.userId))}
          >
            {account.hasPassword ? words.sendLink : words.invite}
          </button>
        )}
      </div>
      <Outcome of={saving} done={words.mailSaved} reasons={{ bad_request: words.noMail }} />
      <Outcome of={sending} done={words.linkSent} reasons={{ conflict: words.linkNotSent, unavailable: words.mailWaits }} />
    </form>
  )
}
