import { useObservable } from '../../ui/useObservable.ts'
import { useChat } from '../session/ChatProvider.tsx'
import { useQuiet } from './useNotificationSettings.ts'

/** The presence of whoever is logged in here. The server does not tell clients their own. */
export function useMyStatus(): 'online' | 'dnd' | 'offline' {
  const connected = useObservable(useChat().connection).status === 'online'
  const quiet = useQuiet() !== null
  return connected ? (quiet ? 'dnd' : 'online') : 'offline'
}
