import { useEffect, useState } from 'react'
import { useText } from '../../i18n/LanguageProvider.tsx'
import controls from '../../ui/controls.module.css'
import { Dialog } from '../../ui/Dialog.tsx'
import { useChat } from '../session/ChatProvider.tsx'
import { DesktopSection } from './DesktopSection.tsx'
import { MutedSection } from './MutedSection.tsx'
import styles from './NotificationDialog.module.css'
import { QuietSection } from './QuietSection.tsx'
import { SoundSection } from './SoundSection.tsx'
import { type Save, useNotificationSettings } from './useNotificationSettings.ts'

/**
 * How the person wants to be notified; every change holds at once, and on all devices where it does
 * not say otherwise.
 */
export function NotificationDialog({ onClose }: { onClose: () => void }) {
  const text = useText()
  const { notificationPreferences } = useChat()
  const settings = useNotificationSettings()
  const [failed, setFailed] = useState<'loading' | 'saving' | null>(null)

  const save: Save = (change) => {
    change.then(
      () => setFailed(null),
      () => setFailed('saving'),
    )
  }

  function load() {
    notificationPreferences.load().then(
      () => setFailed(null),
      () => setFailed('loading'),
    )
  }
  useEffect(load, [notificationPreferences])

  return (
    <Dialog title={text.notification.settings} onClose={onClose}>
      <div className={styles.settings}>
        <div role="alert">
          {failed === 'saving' && <p className={controls.error}>{text.notification.notSaved}</p>}
          {failed === 'loading' && (
            <p className={controls.error}>
              {text.notification.notLoaded}{' '}
              <button type="button" className={controls.link} onClick={load}>
                {text.retry}
              </button>
            </p>
          )}
        </div>
        {settings ? (
          <>
            <DesktopSection settings={settings} save={save} />
            <SoundSection settings={settings} save={save} />
            <QuietSection settings={settings} save={save} />
            <MutedSection settings={settings} save={save} />
          </>
        ) : (
          failed === null && <p role="status">{text.loading}</p>
        )}
      </div>
    </Dialog>
  )
}
