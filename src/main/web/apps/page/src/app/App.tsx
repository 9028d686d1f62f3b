import { ChatProvider } from '@sealkloud/chat-react/features/session/ChatProvider.tsx'
import { preferences } from '../features/preferences/preferences.ts'
import { useTheme } from '../features/preferences/useTheme.ts'
import { LanguageProvider } from '@sealkloud/chat-react/i18n/LanguageProvider.tsx'
import { preferredLanguage, type Language } from '@sealkloud/chat-react/i18n/languages.ts'
import { LayerContext } from '@sealkloud/chat-react/ui/layers.ts'
import { useObservable } from '@sealkloud/chat-react/ui/useObservable.ts'
import { useEffect, useState } from 'react'
import { backButton } from '../route/backButton.ts'
import { MessagesPage } from './MessagesPage.tsx'
import { hrefOf, useRoute } from '../route/route.ts'
import { LogInScreen, OpenPages, SetUpScreen } from './OpenPages.tsx'
import { FailedScreen, StartingScreen } from './StartScreens.tsx'
import { useSession } from '../features/session/useSession.ts'
import { useVisibleHeight } from './useVisibleHeight.ts'

export function App() {
  useTheme()
  useVisibleHeight()
  const { session, begin, logIn, logOut } = useSession()
  const chosen = useObservable(preferences).language
  // It stays when the session ends, whose user reads the log-in page.
  const [own, setOwn] = useState<Language>()
  const stored = session.state === 'loggedIn' ? session.chat.me.value?.language : undefined
  if (stored && stored !== own) setOwn(stored)
  const language = chosen ?? stored ?? own ?? preferredLanguage()

  useEffect(() => {
    document.documentElement.lang = language
  }, [language])

  const [setUp, setSetUp] = useState<{ username: string; password: string } | null>(null)
  const { link, forgotten, refused } = useRoute()
  const loggedOut = session.state === 'loggedOut'

  if (link || (forgotten && loggedOut)) {
    return (
      <LanguageProvider language={language}>
        <OpenPages link={link} />
      </LanguageProvider>
    )
  }
  if (session.state === 'loggedIn') {
    return (
      <ChatProvider chat={session.chat} language={language} messageHref={hrefOf}>
        <LayerContext value={backButton.openLayer}>
          <MessagesPage onLogOut={logOut} />
        </LayerContext>
      </ChatProvider>
    )
  }
  return (
    <LanguageProvider language={language}>
      {session.state === 'starting' && <StartingScreen />}
      {session.state === 'failed' && <FailedScreen retry={begin} />}
      {loggedOut && setUp && (
        <SetUpScreen
          {...setUp}
          onDone={() => {
            setSetUp(null)
            begin()
          }}
          onCancel={() => setSetUp(null)}
        />
      )}
      {loggedOut && !setUp && (
        <LogInScreen expired={session.expired} refused={refused} logIn={logIn} onSetUp={(username, password) => setSetUp({ username, password })} />
      )}
    </LanguageProvider>
  )
}
