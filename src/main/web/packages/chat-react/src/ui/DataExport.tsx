import type { ChatError, PersonExport, RestApi } from '@sealkloud/chat-client'
import { useEffect, useState } from 'react'
import { useDates, useText } from '../i18n/LanguageProvider.tsx'
import controls from './controls.module.css'
import { asError, useAction } from './useAction.ts'

const POLL_MS = 1_000

export interface ExportWords {
  make: string
  making: string
  download: string
  keptUntil: (date: string) => string
  failed: string
  /** The one that is there is so new that the server makes no other one. */
  recent: string
  /** Whether there is a copy could not be found out. */
  unknown: string
}

interface Props {
  rest: RestApi
  userId: string
  words: ExportWords
}

/**
 * Has a ZIP file made of somebody's data, and offers it: also one that was begun elsewhere, or
 * before the page was opened.
 */
export function DataExport({ rest, userId, words }: Props) {
  const text = useText()
  const dates = useDates()
  const [exports, setExports] = useState<readonly PersonExport[] | null>(null)
  const [lost, setLost] = useState<ChatError | null>(null)
  const [turn, setTurn] = useState(0)
  const making = useAction()
  const ready = exports?.find(({ status }) => status === 'ready')
  const running = exports?.some(isRunning) ?? false
  const failed = making.error !== null || exports?.[0]?.status === 'failed'
  const recent = making.error?.code === 'conflict' && ready

  useEffect(() => {
    let current = true
    let timer: ReturnType<typeof setTimeout>
    function again(pause = POLL_MS) {
      timer = setTimeout(look, pause)
    }
    function look() {
      rest.personExports(userId).then(
        (found) => {
          if (!current) return
          setExports(found)
          setLost(null)
          if (found.some(isRunning)) again()
        },
        (reason: unknown) => {
          if (!current) return
          const error = asError(reason)
          setLost(error)
          if (error.temporary) again(error.retryAfterMs)
          else setExports(null)
        },
      )
    }
    look()
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [rest, userId, turn])

  async function make() {
    try {
      await rest.exportPerson(userId)
    } catch (reason) {
      const begun = asError(reason).code === 'conflict' && (await rest.personExports(userId)).some(isRunning)
      if (!begun) throw reason
    }
    setTurn(turn + 1)
  }

  return (
    <>
      {ready && (
        <>
          <a className={controls.primary} href={rest.exportAddress(userId, ready.exportId)} download>
            {words.download}
          </a>
          {ready.expiresAt && <p className={controls.hint}>{words.keptUntil(dates.date(new Date(ready.expiresAt)))}</p>}
        </>
      )}
      <button type="button" className={controls.button} disabled={exports === null || running || making.working} onClick={() => making.run(make)}>
        {words.make}
      </button>
      <div role="status">{running && <p className={controls.hint}>{words.making}</p>}</div>
      <div role="alert">
        {failed && !running && <p className={controls.error}>{recent ? words.recent : words.failed}</p>}
        {lost && exports === null && (
          <p className={controls.error}>
            {words.unknown}{' '}
            <button type="button" className={controls.link} onClick={() => setTurn(turn + 1)}>
              {text.retry}
            </button>
          </p>
        )}
      </div>
    </>
  )
}

function isRunning({ status }: PersonExport): boolean {
  return status === 'running'
}
