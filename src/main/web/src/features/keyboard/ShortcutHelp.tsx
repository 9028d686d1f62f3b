import { useText } from '../../i18n/LanguageProvider.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import styles from './Keyboard.module.css'

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)

export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const { shortcuts } = useText()
  const keys = [
    [isMac ? '⌘ K' : 'Ctrl K', shortcuts.switcher],
    ['?', shortcuts.help],
    ['F6', shortcuts.regions],
    ['↑ ↓ Home End', shortcuts.rows],
    ['Enter', shortcuts.send],
    ['Shift Enter', shortcuts.newLine],
    ['Esc', shortcuts.close],
  ] as const
  return (
    <Dialog title={shortcuts.title} onClose={onClose}>
      <dl className={styles.keys}>
        {keys.map(([key, meaning]) => (
          <div key={key} style={{ display: 'contents' }}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
