import { useText } from '../../i18n/LanguageProvider.tsx'
import controls from '../../ui/controls.module.css'
import { useObservable } from '../../ui/useObservable.ts'
import { useChat } from '../session/ChatProvider.tsx'
import type { Upload } from './uploads.ts'

/**
 * Tells a screen reader which files are uploaded, or wait for the connection. Those that wait for
 * others are uploaded in a moment, and failures are alerts of the list.
 */
export function UploadsSaid({ files }: { files: readonly Upload[] }) {
  const text = useText()
  const isOffline = useObservable(useChat().connection).status !== 'online'
  return (
    // Always there: what appears together with its text is not read out.
    <div role="log" aria-live="polite" className={controls.hidden}>
      {files.map(({ key, name, state }) =>
        state === 'done' || (state === 'waiting' && isOffline) ? <p key={`${key} ${state}`}>{text.files.said(name, text.files[state])}</p> : null,
      )}
    </div>
  )
}
