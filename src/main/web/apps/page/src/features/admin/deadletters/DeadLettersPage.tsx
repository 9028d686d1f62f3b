import type { DeadLetter } from '@sealkloud/chat-client'
import { useState } from 'react'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Dialog } from '@sealkloud/chat-react/ui/Dialog.tsx'
import { Facts } from '@sealkloud/chat-react/ui/Facts.tsx'
import { Table } from '@sealkloud/chat-react/ui/Table.tsx'
import { Confirm } from '../ui/Confirm.tsx'
import forms from '../ui/forms.module.css'
import { Listing } from '../ui/Listing.tsx'
import { Outcome } from '../ui/Outcome.tsx'
import { useAction } from '@sealkloud/chat-react/ui/useAction.ts'
import { useAdmin } from '../ui/useAdmin.ts'
import { usePages } from '../ui/usePages.ts'
import { useAdminWords } from '../words/useAdminWords.ts'

type Open = { kind: 'look' | 'drop' | 'dropAll'; letter: DeadLetter }

/** Messages of programs that could not be processed. */
export function DeadLettersPage() {
  const words = useAdminWords().deadLetters
  const admin = useAdmin()
  const pages = usePages((cursor) => admin.deadLetters(cursor))
  const replay = useAction()
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)

  function again({ letterId }: DeadLetter) {
    replay.run(async () => {
      await admin.replayDeadLetter(letterId)
      pages.reload()
    })
  }

  return (
    <>
      <p className={forms.text}>{words.intro}</p>
      <Outcome of={replay} done={words.replayed} reasons={{ conflict: words.unknownOrigin, unavailable: words.brokerAway }} />
      <Listing pages={pages} empty={{ icon: 'check', title: words.none, text: words.noneHint }}>
        {(letters) => <Letters letters={letters} replaying={replay.working} onReplay={again} onOpen={setOpen} />}
      </Listing>
      {open?.kind === 'look' && <Letter letter={open.letter} onDropAll={() => setOpen({ kind: 'dropAll', letter: open.letter })} onClose={close} />}
      {open?.kind === 'drop' && (
        <Confirm
          title={words.dropTitle}
          text={words.dropConfirm}
          submit={words.drop}
          act={() => admin.dropDeadLetter(open.letter.letterId)}
          onDone={pages.reload}
          onClose={close}
        />
      )}
      {open?.kind === 'dropAll' && (
        <Confirm
          title={words.dropAll}
          text={words.dropAllConfirm(open.letter.sender || words.unknown, open.letter.origin ?? words.unknown)}
          submit={words.drop}
          act={() => admin.dropDeadLettersLike(open.letter)}
          onDone={pages.reload}
          onClose={close}
        />
      )}
    </>
  )
}

interface LettersProps {
  letters: readonly DeadLetter[]
  replaying: boolean
  onReplay: (letter: DeadLetter) => void
  onOpen: (open: Open) => void
}

function Letters({ letters, replaying, onReplay, onOpen }: LettersProps) {
  const words = useAdminWords().deadLetters
  return (
    <Table
      caption={words.table}
      rows={letters}
      keyOf={({ letterId }) => letterId}
      columns={[
        { name: words.routingKey, render: ({ routingKey, origin }) => routingKey || origin },
        { name: words.sender, render: ({ sender }) => sender || words.unknown },
        { name: words.why, render: ({ error, reason }) => <span className={forms.clamp}>{error ?? reason ?? words.unknown}</span> },
        {
          name: words.look,
          hidden: true,
          render: (letter) => (
            <>
              <button type="button" className={controls.button} onClick={() => onOpen({ kind: 'look', letter })}>
                {words.look}
              </button>
              <button type="button" className={controls.button} disabled={replaying} onClick={() => onReplay(letter)}>
                {words.replay}
              </button>
              <button type="button" className={controls.danger} onClick={() => onOpen({ kind: 'drop', letter })}>
                {words.drop}
              </button>
            </>
          ),
        },
      ]}
    />
  )
}

function Letter({ letter, onDropAll, onClose }: { letter: DeadLetter; onDropAll: () => void; onClose: () => void }) {
  const words = useAdminWords().deadLetters
  const facts: [string, string | undefined][] = [
    [words.routingKey, letter.routingKey],
    [words.sender, letter.sender || undefined],
    [words.origin, letter.origin],
    [words.why, letter.error ?? letter.reason],
    [words.messageId, letter.messageId],
    [words.contentType, letter.contentType],
  ]
  return (
    <Dialog title={words.letter} onClose={onClose}>
      <div className={forms.form}>
        <Facts facts={facts} />
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls */}
        <pre className={forms.code} tabIndex={0} role="region" aria-label={words.body}>
          {letter.body}
        </pre>
        <div className={forms.buttons}>
          <button type="button" className={controls.danger} onClick={onDropAll}>
            {words.dropAll}
          </button>
        </div>
      </div>
    </Dialog>
  )
}
