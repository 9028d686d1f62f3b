import { useText } from '../../i18n/LanguageProvider.tsx'
import controls from '../../ui/controls.module.css'
import { Icon } from '../../ui/Icon.tsx'
import { useObservable } from '../../ui/useObservable.ts'
import styles from './UploadList.module.css'
import { MOST_FILES, type Uploads } from './uploads.ts'
import { useBlobUrl } from './useBlobUrl.ts'

/** The files of the next message, above where it is written. */
export function UploadList({ uploads }: { uploads: Uploads; onClose: () => void }) {
  const text = useText()
  const files = useObservable(uploads.files)
  const tooMany = useObservable(uploads.tooMany)
  return (
    <>
      <ul className={styles.list} aria-label={text.files.list}>
        {files.map(({ key, name, file, state, part, failure }) => (
          <li key={key} className={styles.upload} data-upload={state}>
            <Preview file={file} />
            <bdi className={styles.name}>{name}</bdi>
            <span className={styles.state} role={state === 'failed' ? 'alert' : undefined}>
              {state === 'failed' && reason(failure, text.files.reasons)}
              {state === 'uploading' && text.files.uploading(Math.floor(part * 100))}
              {state === 'waiting' && text.files.waiting}
              {state === 'done' && text.files.done}
            </span>
            {state === 'failed' && (
              <button type="button" className={controls.link} onClick={() => uploads.retry(key)}>
                {text.files.retry}
              </button>
            )}
            <button
              type="button"
              className={controls.icon}
              onClick={() => uploads.remove(key)}
              aria-label={text.files.cancel(name)}
              title={text.files.cancel(name)}
            >
              <Icon name="close" size={18} />
            </button>
          </li>
        ))}
      </ul>
      <div role="alert">{tooMany && <p className={styles.tooMany}>{text.files.most(MOST_FILES)}</p>}</div>
    </>
  )
}

/** What one is about to send, if it is a picture. */
function Preview({ file }: { file: Blob }) {
  const url = useBlobUrl(file.type.startsWith('image/') ? 'file' : null, () => Promise.resolve(file))
  return url !== null && <img className={styles.preview} src={url} alt="" />
}

function reason(
  failure: string | undefined,
  reasons: { too_large: string; unsupported_type: string; infected: string; quota_exceeded: string; other: string },
): string {
  return failure === 'too_large' || failure === 'unsupported_type' || failure === 'infected' || failure === 'quota_exceeded' ? reasons[failure] : reasons.other
}
