import { useEffect, useRef, useState } from 'react'
import { useText } from '../../i18n/LanguageProvider.tsx'
import { useObservable } from '../../ui/useObservable.ts'
import { useChat } from '../session/ChatProvider.tsx'
import banner from '../../ui/banner.module.css'
import controls from '../../ui/controls.module.css'
import root from '../../ui/root.module.css'

/**
 * A connection that comes back within this time was no interruption that a person need read about.
 */
const CALM_MS = 700
const BACK_MS = 2_500

/** One thin line about the connection, and only when there is something to say. */
export function ConnectionBanner() {
  const chat = useChat()
  const text = useText()
  const { status, retryAt } = useObservable(chat.connection)
  const shown = useShown(status === 'online')

  return (
    <div className={root.root} role="status">
      {shown === 'away' && (
        <div className={banner.banner} data-connection={status}>
          {status === 'connecting' ? text.connection.connecting : retryAt === null ? text.connection.reconnecting : text.connection.offline}
          {status === 'offline' && retryAt !== null && (
            <button type="button" className={controls.link} onClick={() => chat.reconnect()}>
              {text.connection.tryNow}
            </button>
          )}
        </div>
      )}
      {shown === 'back' && <div className={`${banner.banner} ${banner.good}`}>{text.connection.back}</div>}
    </div>
  )
}

function useShown(online: boolean): 'nothing' | 'away' | 'back' {
  const [shown, setShown] = useState<'nothing' | 'away' | 'back'>('nothing')
  const before = useRef(online)

  useEffect(() => {
    if (!online) {
      const timer = setTimeout(() => setShown('away'), CALM_MS)
      return () => clearTimeout(timer)
    }
    const again = before.current
    before.current = true
    setShown((present) => (present === 'away' && again ? 'back' : 'nothing'))
    const timer = setTimeout(() => setShown('nothing'), BACK_MS)
    return () => clearTimeout(timer)
  }, [online])

  return shown
}
