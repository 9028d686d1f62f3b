import { useText } from '../../i18n/LanguageProvider.tsx'
import { useObservable } from '../../ui/useObservable.ts'
import { UploadItem } from './UploadItem.tsx'
import styles from './UploadList.module.css'
import { MOST_FILES, type Uploads } from './uploads.ts'

/** The files of the next message, above where it is written. */
export function UploadList({ uploads }: { uploads: Uploads }) {
  const text = useText()
  const files = useObservable(uploads.files)
  const tooMany = useObservable(uploads.tooMany)
  return (
    <>
      <ul className={styles.list} aria-label={text.files.list}>
        {files.map(({ key, name, file, state, part, failure }) => (
          <UploadItem
            key={key}
            name={name}
            type={file.type}
            load={() => Promise.resolve(file)}
            state={state}
            part={part}
            failure={failure}
            onRetry={() => uploads.retry(key)}
            removal={{ label: text.files.cancel(name), onRemove: () => uploads.remove(key) }}
          />
        ))}
      </ul>
      <div role="alert">{tooMany && <p className={styles.tooMany}>{text.files.most(MOST_FILES)}</p>}</div>
    </>
  )
}
