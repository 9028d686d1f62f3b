import type { Attachment } from '@sealkloud/chat-client'
import { useLanguage, useText } from '../../i18n/LanguageProvider.tsx'
import { Icon } from '../../ui/Icon.tsx'
import styles from './Files.module.css'
import { isPicture } from './pictures.ts'
import { Pictures } from './Pictures.tsx'
import { useSavedFile } from './useSavedFile.ts'

/** The files of a message: pictures are shown, all others can be saved. */
export function Files({ conversationId, files }: { conversationId: string; files: readonly Attachment[]; onClose: () => void }) {
  const text = useText()
  const language = useLanguage()
  const { save, failed } = useSavedFile()
  const pictures = files.filter(isPicture)
  const others = files.filter((file) => !isPicture(file))

  return (
    <>
      {pictures.length > 0 && <Pictures conversationId={conversationId} pictures={pictures} />}
      {others.length > 0 && (
        <ul className={styles.files}>
          {others.map((file) => (
            <li key={file.attachmentId}>
              {file.status === 'removed' ? (
                <em className={styles.gone}>
                  <bdi>{file.name}</bdi> – {text.files.removed}
                </em>
              ) : (
                <button type="button" className={styles.file} title={text.files.save} onClick={() => void save(file)}>
                  <Icon name="attach" size={18} />
                  <bdi className={styles.name} data-words="">
                    {file.name}
                  </bdi>
                  <span className={styles.size}>{sizeOf(file.size, language)}</span>
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {failed !== null && <p role="alert">{failed}</p>}
    </>
  )
}

function sizeOf(octets: number, language: string): string {
  const unit = octets < 1000 ? 'byte' : octets < 1_000_000 ? 'kilobyte' : 'megabyte'
  const value = octets / { byte: 1, kilobyte: 1000, megabyte: 1_000_000 }[unit]
  // The short form of "byte" is "byte", however many.
  const unitDisplay = unit === 'byte' ? 'long' : 'short'
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay, maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)
}
