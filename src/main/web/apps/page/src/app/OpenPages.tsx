import { Component, lazy, Suspense, type ComponentProps, type ReactNode } from 'react'
import type { Route } from '../route/route.ts'
import { FailedScreen, StartingScreen } from './StartScreens.tsx'

// Whoever is logged in goes to the messages without it.
const LoginPage = lazy(async () => ({ default: (await import('../features/session/LoginPage.tsx')).LoginPage }))
const LinkPage = lazy(() => import('../features/account/LinkPage.tsx'))
const SetUpPage = lazy(() => import('../features/account/SetUpPage.tsx'))
const ForgottenPage = lazy(() => import('../features/account/ForgottenPage.tsx'))

/** The pages that need no log-in, as a mail or the log-in page leads to them. */
export function OpenPages({ link }: { link: Route['link'] | undefined }) {
  return <Fetched>{link ? <LinkPage key={link.token} {...link} /> : <ForgottenPage />}</Fetched>
}

export function LogInScreen(props: ComponentProps<typeof LoginPage>) {
  return (
    <Fetched>
      <LoginPage {...props} />
    </Fetched>
  )
}

/** Before somebody may log in who needs a second factor. */
export function SetUpScreen(props: ComponentProps<typeof SetUpPage>) {
  return (
    <Fetched>
      <SetUpPage {...props} />
    </Fetched>
  )
}

/** A chunk that cannot be had: the server is away, or knows only newer ones. */
class Fetched extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override render() {
    if (this.state.failed) return <FailedScreen retry={() => location.reload()} />
    return <Suspense fallback={<StartingScreen />}>{this.props.children}</Suspense>
  }
}
