import { useText } from '../../i18n/LanguageProvider.tsx'
import controls from '../../ui/controls.module.css'
import { Icon } from '../../ui/Icon.tsx'
import styles from './UploadList.module.css'
import { useBlobUrl } from './useBlobUrl.ts'

interface Props {
  name: string
  /** The media type, as far as the browser knows it. */
  type: string
  load: () => Promise<Blob>
  state: 'waiting' | 'uploading' | 'failed' | 'done'
  /** How much of it has gone, from 0 to 1. */
  part: number
  failure: string | undefined
  onRetry?: () => void
  /** What removing it is called, and does. */
  removal?: { label: string; onRemove: () => void }
}

/** A file that is to go to the server. */
export function UploadItem({ name, type, load, state, part, failure, onRetry, removal }: Props) {
  const text = useText()
  return (
    <li className={styles.upload} data-upload={state}>
      <Preview type={type} load={load} />
      <bdi className={styles.name}>{name}</bdi>
      <span className={styles.state} role={state === 'failed' ? 'alert' : undefined}>
        {state === 'failed' && reason(failure, text.files.reasons)}
        {state === 'uploading' && text.files.uploading(Math.floor(part * 100))}
        {state === 'waiting' && text.files.waiting}
        {state === 'done' && text.files.done}
      </span>
      {state === 'failed' && onRetry && (
        <button type="button" className={controls.link} onClick={onRetry}>
          {text.files.retry}
        </button>
      )}
      {removal && (
        <button type="button" className={controls.icon} onClick={removal.onRemove} aria-label={removal.label} title={removal.label}>
          <Icon name="close" size={18} />
        </button>
      )}
    </li>
  )
}

/** What one is about to send, if it is a picture. */
function Preview({ type, load }: Pick<Props, 'type' | 'load'>) {
  const url = useBlobUrl(type.startsWith('image/') ? 'file' : null, load)
  return url !== null && url !== 'failed' && <img className={styles.preview} src={url} alt="" />
}

function reason<Reasons extends { other: string }>(failure: string | undefined, reasons: Reasons): string {
  return Object.entries(reasons).find(([code]) => code === failure)?.[1] ?? reasons.other
}
