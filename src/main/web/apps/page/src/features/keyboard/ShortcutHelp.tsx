import { useMedia } from '@sealkloud/chat-react/ui/useMedia.ts'
import { useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import { Dialog } from '@sealkloud/chat-react/ui/Dialog.tsx'
import { TOUCH } from '@sealkloud/chat-react/ui/touch.ts'
import styles from './Keyboard.module.css'

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)

export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const { shortcuts } = useText()
  const touch = useMedia(TOUCH)
  const control = isMac ? '⌘' : 'Ctrl'
  const keys = [
    [`${control} K`, shortcuts.switcher],
    [`${control} F`, shortcuts.find],
    [`${control} Shift F`, shortcuts.search],
    ['?', shortcuts.help],
    ['F6', shortcuts.regions],
    ['↑ ↓ Home End', shortcuts.rows],
    [touch ? `${control} Enter` : 'Enter', shortcuts.send],
    [touch ? 'Enter' : 'Shift Enter', shortcuts.newLine],
    ['↑', shortcuts.editLast],
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
