import type { NotificationSettingsView, SoundName } from '@sealkloud/chat-client'
import { useText } from '../../i18n/LanguageProvider.tsx'
import { Choice } from '../../ui/Choice.tsx'
import controls from '../../ui/controls.module.css'
import { Segments } from '../../ui/Segments.tsx'
import { useChat } from '../session/ChatProvider.tsx'
import styles from './NotificationDialog.module.css'
import { playSound, SOUND_NAMES } from './sound.ts'
import type { Save } from './useNotificationSettings.ts'

interface Props {
  settings: NotificationSettingsView
  save: Save
}

export function SoundSection({ settings: { sound, soundName }, save }: Props) {
  const { notification } = useText()
  const { notificationPreferences } = useChat()

  function choose(name: SoundName) {
    playSound(name)
    save(notificationPreferences.change({ soundName: name }))
  }

  return (
    <section className={styles.section}>
      <h3>{notification.soundHeading}</h3>
      <Choice label={notification.sound} checked={sound} onChange={(wanted) => save(notificationPreferences.change({ sound: wanted }))} />
      <div className={styles.line}>
        <Segments
          legend={notification.whichSound}
          options={SOUND_NAMES.map((name) => [name, notification.sounds[name]])}
          chosen={soundName}
          disabled={!sound}
          choose={(name) => choose(name as SoundName)}
        />
        <button type="button" className={controls.button} onClick={() => playSound(soundName)}>
          {notification.listen}
        </button>
      </div>
    </section>
  )
}
