import { AccountApi, type MyAccount } from '@sealkloud/chat-client'
import { useEffect, useMemo, useState, type ReactNode } from 'react'
import { useChat } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Icon } from '@sealkloud/chat-react/ui/Icon.tsx'
import { RowsSkeleton } from '@sealkloud/chat-react/ui/Skeleton.tsx'
import { StateScreen } from '@sealkloud/chat-react/ui/StateScreen.tsx'
import styles from './account.module.css'
import { DataExport } from '@sealkloud/chat-react/ui/DataExport.tsx'
import { Identity } from './Identity.tsx'
import { OwnPicture } from './OwnPicture.tsx'
import { Part } from './Part.tsx'
import { Password } from './Password.tsx'
import { SecondFactor } from './SecondFactor.tsx'
import { Sessions } from './Sessions.tsx'
import { useAccountWords } from './words/useAccountWords.ts'

interface Props {
  menu: ReactNode
  /** The language that the person chose for this browser. */
  onLanguage: (language: 'de' | 'en') => void
  onClose: () => void
}

/** One's own account: picture, name, language, password and sessions. */
export function AccountPage({ menu, onLanguage, onClose }: Props) {
  const words = useAccountWords()
  const { rest } = useChat()
  const api = useMemo(() => new AccountApi(rest), [rest])
  const [me, setMe] = useState<MyAccount | 'failed' | null>(null)
  const [turn, setTurn] = useState(0)

  useEffect(() => {
    let current = true
    api.me().then(
      (found) => current && setMe(found),
      () => current && setMe('failed'),
    )
    return () => {
      current = false
    }
  }, [api, turn])

  return (
    <div className={styles.whole}>
      <header className={styles.top}>
        <button type="button" className={controls.icon} data-region="" onClick={onClose} aria-label={words.toMessages} title={words.toMessages}>
          <Icon name="back" />
        </button>
        <h1 className={styles.name}>{words.title}</h1>
        {menu}
      </header>
      <main className={styles.main}>
        {me === 'failed' ? (
          <StateScreen icon="warning" title={words.notLoaded} text={words.unreachable}>
            <button
              type="button"
              className={controls.primary}
              onClick={() => {
                setMe(null)
                setTurn((before) => before + 1)
              }}
            >
              {words.retry}
            </button>
          </StateScreen>
        ) : me === null ? (
          <RowsSkeleton />
        ) : (
          <div className={styles.parts}>
            <OwnPicture api={api} me={me} onChanged={setMe} />
            <Identity api={api} me={me} onLanguage={onLanguage} onChanged={setMe} />
            {me.hasPassword && <Password api={api} me={me} />}
            {me.hasPassword && <SecondFactor api={api} />}
            <Sessions api={api} />
            <Part title={words.data.title} hint={words.data.hint}>
              <DataExport rest={rest} userId={me.userId} words={words.data} />
            </Part>
          </div>
        )}
      </main>
    </div>
  )
}
