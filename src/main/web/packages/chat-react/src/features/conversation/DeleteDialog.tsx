import { useText } from '../../i18n/LanguageProvider.tsx'
import controls from '../../ui/controls.module.css'
import { Dialog } from '../../ui/Dialog.tsx'
import styles from './DeleteDialog.module.css'

/** Asks once more: words that were taken away are not to be had again. */
export function DeleteDialog({ onDelete, onClose }: { onDelete: () => void; onClose: () => void }) {
  const text = useText()
  return (
    <Dialog title={text.message.deleteTitle} onClose={onClose}>
      <p className={styles.question}>{text.message.deleteHint}</p>
      <div className={styles.buttons}>
        <button type="button" className={controls.button} data-autofocus="" onClick={onClose}>
          {text.cancel}
        </button>
        <button type="button" className={controls.danger} onClick={onDelete}>
          {text.message.delete}
        </button>
      </div>
    </Dialog>
  )
}
