import { useEffect } from 'react'
import { useObservable } from '@sealkloud/chat-react/ui/useObservable.ts'
import { preferences } from './preferences.ts'

/** Puts the chosen theme on the page; the colours follow it in `tokens.css`. */
export function useTheme(): void {
  const { theme } = useObservable(preferences)
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme
  }, [theme])
}
