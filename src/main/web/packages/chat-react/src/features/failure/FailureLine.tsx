import { useEffect } from 'react'
import { useText } from '../../i18n/LanguageProvider.tsx'
import banner from '../../ui/banner.module.css'
import controls from '../../ui/controls.module.css'
import { useObservable } from '../../ui/useObservable.ts'
import { useChat } from '../session/ChatProvider.tsx'
import { failure, tellFailure } from './failure.ts'

const SHOWN_MS = 8_000

/** Says for a while that something the person asked for did not happen. */
export function FailureLine() {
  const chat = useChat()
  const text = useText()
  const shown = useObservable(failure)

  useEffect(
    () =>
      chat.onEvent((event) => {
        if (event.type === 'error' && event.event === 'leave_room') tellFailure(event)
      }),
    [chat],
  )

  useEffect(() => {
    if (!shown) return
    const timer = setTimeout(() => failure.set(null), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [shown])

  return (
    <div role="alert">
      {shown && (
        <div className={`${banner.banner} ${banner.bad}`}>
          {text.failure[shown.reason]}
          <button type="button" className={controls.link} onClick={() => failure.set(null)}>
            {text.close}
          </button>
        </div>
      )}
    </div>
  )
}
