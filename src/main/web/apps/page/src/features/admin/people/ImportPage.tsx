import { ChatError, type ImportedChange, type ImportedLine, type UserRole } from '@sealkloud/chat-client'
import { useEffect, useState } from 'react'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { TextField } from '@sealkloud/chat-react/ui/Field.tsx'
import { Table } from '@sealkloud/chat-react/ui/Table.tsx'
import { adminHref } from '../../../route/route.ts'
import forms from '../ui/forms.module.css'
import { Mark } from '../ui/Mark.tsx'
import { Outcome } from '../ui/Outcome.tsx'
import { useRoles } from '@sealkloud/chat-react/features/session/useRoles.ts'
import { useAction } from '@sealkloud/chat-react/ui/useAction.ts'
import { useAdmin } from '../ui/useAdmin.ts'
import { useFailureText } from '../ui/useFailureText.ts'
import { useAdminWords } from '../words/useAdminWords.ts'

/** The server takes no more, and would hang up before the browser has sent it. */
const LARGEST_FILE = 1 << 20
/** More nobody reads, and the browser would be slow. */
const SHOWN = 200

/** What was found in a file, which is the one to be imported. */
interface Report {
  file: File
  lines: readonly ImportedLine[]
}

/**
 * Accounts from a CSV file: first what would become of each line, then, if nothing is wrong, the
 * import.
 */
export function ImportPage() {
  const words = useAdminWords()
  const admin = useAdmin()
  const describe = useFailureText()
  const [report, setReport] = useState<Report | null>(null)
  const [imported, setImported] = useState(false)
  const check = useAction()
  const run = useAction()
  const lines = report?.lines
  const errors = lines?.filter(({ status }) => status === 'error').length ?? 0
  const toDo = lines?.filter(({ status }) => status === 'new' || status === 'changed').length ?? 0

  function choose(chosen: File | null) {
    setReport(null)
    setImported(false)
    run.forget()
    if (!chosen) return
    check.run(async () => {
      if (chosen.size > LARGEST_FILE) throw new ChatError('too_large', chosen.name)
      setReport({ file: chosen, lines: await admin.importUsers(chosen, true) })
    })
  }

  function importChecked({ file }: Report) {
    run.run(async () => {
      setReport({ file, lines: await admin.importUsers(file, false) })
      setImported(true)
    })
  }

  return (
    <>
      <p className={forms.text}>
        <a href={adminHref('people')}>{words.people.backToPeople}</a>
      </p>
      <h2 className={forms.section}>{words.import.title}</h2>
      <div className={forms.lines}>
        <TextField
          label={words.import.file}
          hint={words.import.hint}
          type="file"
          accept=".csv,text/csv"
          disabled={check.working || run.working}
          // The browser says nothing of a file that is chosen again, though it was corrected.
          onClick={(event) => (event.currentTarget.value = '')}
          onChange={(event) => choose(event.target.files?.[0] ?? null)}
        />
      </div>
      <pre className={forms.code} aria-label={words.import.example}>
        {'userId,userName,userRole,mail,language\nnew-person,New Person,employee_l1,new-person@example.org,de\nsecond-person,"Person, Second",client,,'}
      </pre>
      <div className={forms.outcome} role="alert">
        {check.error && (
          <p className={controls.error}>
            {check.error.code === 'bad_request' ? `${words.import.unreadable} ${check.error.message}` : describe(check.error, words.import.reasonsOfFile)}
          </p>
        )}
      </div>
      {report && !imported && (
        <>
          <p className={forms.text} role="status">
            {words.import.report(report.lines.length, toDo, errors)}
          </p>
          <Outcome of={run} />
          <div className={forms.tools}>
            <button type="button" className={controls.primary} disabled={run.working || errors > 0 || toDo === 0} onClick={() => importChecked(report)}>
              {words.import.submit(toDo)}
            </button>
          </div>
        </>
      )}
      {imported && (
        <p className={forms.text} role="status">
          {words.import.done(toDo)}
        </p>
      )}
      {imported && lines && <InviteAll lines={lines} />}
      {lines && lines.length > 0 && <Lines lines={lines} />}
    </>
  )
}

/** As many as one call takes. */
const AT_ONCE = 500

/** Whoever has a password is left out, so it does no harm to ask for all. */
function InviteAll({ lines }: { lines: readonly ImportedLine[] }) {
  const { import: words, people } = useAdminWords()
  const admin = useAdmin()
  const action = useAction()
  const [count, setCount] = useState(0)
  const userIds = lines.flatMap(({ userId }) => userId ?? [])

  async function invite() {
    let invited = 0
    for (let i = 0; i < userIds.length; i += AT_ONCE) invited += (await admin.inviteUsers(userIds.slice(i, i + AT_ONCE))).length
    setCount(invited)
  }

  return (
    <div className={forms.part}>
      <p className={controls.hint}>{words.inviteHint}</p>
      <button type="button" className={controls.primary} disabled={action.working || action.done} onClick={() => action.run(invite)}>
        {words.invite}
      </button>
      <Outcome of={action} done={words.invited(count)} reasons={{ conflict: words.noMailServer, unavailable: people.mailWaits }} />
      {action.done && count > 0 && <MailServerAway />}
    </div>
  )
}

const ASK_AGAIN_MS = 5_000

/** What becomes of mails meanwhile: whoever has just sent some would have to look for it. */
function MailServerAway() {
  const words = useAdminWords().import
  const admin = useAdmin()
  const [away, setAway] = useState(false)

  useEffect(() => {
    const ask = () =>
      admin.system().then(
        ({ parts }) => setAway(parts.mail === 'unknown'),
        () => {},
      )
    void ask()
    const timer = setInterval(() => void ask(), ASK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [admin])

  return <div role="status">{away && <p className={controls.hint}>{words.mailServerAway}</p>}</div>
}

function Lines({ lines }: { lines: readonly ImportedLine[] }) {
  const words = useAdminWords().import
  const roles = useRoles()
  const errorsFirst = lines.toSorted((a, b) => Number(b.status === 'error') - Number(a.status === 'error'))
  return (
    <>
      <Table
        caption={words.table}
        rows={errorsFirst.slice(0, SHOWN)}
        keyOf={({ line }) => String(line)}
        columns={[
          { name: words.line, render: ({ line }) => words.lineNumber(line) },
          {
            name: words.person,
            render: ({ userId, userName }) => (
              <div className={forms.who}>
                <bdi>{userName ?? ''}</bdi>
                <bdi className={controls.hint}>{userId ?? ''}</bdi>
              </div>
            ),
          },
          { name: words.role, render: ({ userRole }) => userRole && <span className={forms.whole}>{roles[userRole]}</span> },
          { name: words.status, render: ({ status }) => <Mark kind={KINDS[status]}>{words.statuses[status]}</Mark> },
          {
            name: words.message,
            render: ({ reason, changes = [] }) => (reason ? words.reasons[reason] : changes.map((change) => <Change key={change.field} change={change} />)),
          },
        ]}
      />
      {lines.length > SHOWN && <p className={controls.hint}>{words.shortened(SHOWN, lines.length)}</p>}
    </>
  )
}

function Change({ change: { field, before, after } }: { change: ImportedChange }) {
  const words = useAdminWords().import
  const roles = useRoles()
  const shown = (value: string) => (field === 'userRole' ? roles[value as UserRole] : value)
  return (
    <div>
      {words.fields[field]}:{' '}
      {before !== undefined && (
        <>
          <bdi>{shown(before)}</bdi> →{' '}
        </>
      )}
      <bdi>{shown(after)}</bdi>
    </div>
  )
}

const KINDS = { new: 'good', changed: 'good', same: 'plain', error: 'bad' } as const
