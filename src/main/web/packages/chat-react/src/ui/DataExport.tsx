import type { RestApi } from '@sealkloud/chat-client'
import { useEffect, useState } from 'react'
import controls from './controls.module.css'

const POLL_MS = 1_000

export interface ExportWords {
  make: string
  making: string
  download: string
  failed: string
}

interface Props {
  rest: RestApi
  userId: string
  words: ExportWords
}

/** Has a ZIP file made of somebody's data, and offers it. */
export function DataExport({ rest, userId, words }: Props) {
  const [exportId, setExportId] = useState<string | null>(null)
  const [state, setState] = useState<'none' | 'running' | 'ready' | 'failed'>('none')

  useEffect(() => {
    if (exportId === null || state !== 'running') return
    const timer = setInterval(() => {
      rest.personExport(userId, exportId).then(
        ({ status }) => setState(status),
        // The next look may tell.
        () => {},
      )
    }, POLL_MS)
    return () => clearInterval(timer)
  }, [rest, userId, exportId, state])

  function make() {
    setState('running')
    rest.exportPerson(userId).then(setExportId, () => setState('failed'))
  }

  return (
    <>
      {state === 'ready' && exportId !== null ? (
        <a className={controls.primary} href={rest.exportAddress(userId, exportId)} download>
          {words.download}
        </a>
      ) : (
        <button type="button" className={controls.button} disabled={state === 'running'} onClick={make}>
          {words.make}
        </button>
      )}
      <div role="status">{state === 'running' && <p className={controls.hint}>{words.making}</p>}</div>
      <div role="alert">{state === 'failed' && <p className={controls.error}>{words.failed}</p>}</div>
    </>
  )
}
