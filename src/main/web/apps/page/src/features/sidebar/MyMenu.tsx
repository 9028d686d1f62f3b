import { useState } from 'react'
import { useText } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import { LANGUAGES, preferredLanguage, type Language } from '@sealkloud/chat-react/i18n/languages.ts'
import { PersonAvatar } from '@sealkloud/chat-react/features/session/PersonAvatar.tsx'
import controls from '@sealkloud/chat-react/ui/controls.module.css'
import { Popover } from '@sealkloud/chat-react/ui/Popover.tsx'
import { Segments } from '@sealkloud/chat-react/ui/Segments.tsx'
import { useObservable } from '@sealkloud/chat-react/ui/useObservable.ts'
import { QuietChoice, QuietHint } from '@sealkloud/chat-react/features/notification/QuietChoice.tsx'
import { useMyStatus } from '@sealkloud/chat-react/features/notification/useMyStatus.ts'
import { change, preferences, type Theme } from '../preferences/preferences.ts'
import { useMe } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import { adminHref } from '../../route/route.ts'
import styles from './MyMenu.module.css'

interface Props {
  onNotifications: () => void
  onShortcuts: () => void
  onLogOut: (everywhere?: boolean) => Promise<void>
}

/** Who one is, and what one chooses for oneself. */
export function MyMenu({ onNotifications, onShortcuts, onLogOut }: Props) {
  const text = useText()
  const me = useMe()
  const { theme, language } = useObservable(preferences)
  const [failed, setFailed] = useState<string | null>(null)
  const status = useMyStatus()

  return (
    <Popover
      label={text.menu.open}
      className={styles.menu}
      button={
        <span data-my-status={status} className={styles.me}>
          <PersonAvatar userId={me.userId} name={me.userName} status={status} />
        </span>
      }
    >
      {(close) => (
        <div className={styles.panel}>
          <div className={styles.who}>
            <PersonAvatar userId={me.userId} name={me.userName} size={40} status={status} />
            <div>
              <strong>
                <bdi>{me.userName}</bdi>
              </strong>
              <span className={controls.hint}>
                {text.role[me.userRole]} · {text.status[status]}
              </span>
            </div>
          </div>
          <div className={styles.group}>
            <QuietChoice />
            <QuietHint />
          </div>
          <Segments legend={text.menu.theme} options={Object.entries(text.menu.themes)} chosen={theme} choose={(value) => change({ theme: value as Theme })} />
          <Segments
            legend={text.menu.language}
            options={Object.entries(LANGUAGES)}
            chosen={language ?? preferredLanguage()}
            choose={(value) => change({ language: value as Language })}
          />
          <div className={styles.actions}>
            <a className={controls.button} href="#/account" onClick={close}>
              {text.menu.account}
            </a>
            {me.userRole === 'admin' && (
              <a className={controls.button} href={adminHref('people')} onClick={close}>
                {text.menu.administration}
              </a>
            )}
            <button
              type="button"
              className={controls.button}
              onClick={() => {
                close()
                onNotifications()
              }}
            >
              {text.notification.settings}
            </button>
            <button
              type="button"
              className={controls.button}
              onClick={() => {
                close()
                onShortcuts()
              }}
            >
              {text.menu.shortcuts}
            </button>
            <button type="button" className={controls.danger} onClick={() => void onLogOut().catch(() => setFailed(text.menu.logOutFailed))}>
              {text.menu.logOut}
            </button>
            <button type="button" className={controls.danger} onClick={() => void onLogOut(true).catch(() => setFailed(text.menu.logOutEverywhereFailed))}>
              {text.menu.logOutEverywhere}
            </button>
            {failed && (
              <p role="alert" className={controls.hint}>
                {failed}
              </p>
            )}
          </div>
        </div>
      )}
    </Popover>
  )
}
