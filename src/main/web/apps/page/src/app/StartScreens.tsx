import { useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { MessagesSkeleton, RowsSkeleton } from '@sealkloud/chat-react/ui/Skeleton.tsx'
import { StateScreen } from '@sealkloud/chat-react/ui/StateScreen.tsx'
import styles from './MessagesPage.module.css'

/** The page's shape while it finds out who is there. */
export function StartingScreen() {
  return (
    <main className={styles.columns} aria-busy="true">
      <div className={`${styles.list} ${styles.bones}`}>
        <RowsSkeleton />
      </div>
      <div className={styles.conversation}>
        <MessagesSkeleton />
      </div>
    </main>
  )
}

export function FailedScreen({ retry }: { retry: () => void }) {
  const text = useText()
  return (
    <main className={styles.whole}>
      <StateScreen icon="warning" title={text.startFailed.title} text={text.startFailed.text}>
        <button type="button" className={controls.primary} onClick={retry}>
          {text.retry}
        </button>
      </StateScreen>
    </main>
  )
}
