import { ChatClient, type LogInOptions } from '@sealkloud/chat-client'
import { useEffect, useState } from 'react'

/** What can be offered beside the password; null until it is known. */
export function useLogInOptions(): LogInOptions | null {
  const [options, setOptions] = useState<LogInOptions | null>(null)
  useEffect(() => {
    let current = true
    // All calls of AccountApi would be part of the first page for this one.
    new ChatClient().rest.call<LogInOptions>('GET', '/log-in-options').then(
      (found) => current && setOptions(found),
      // Without them the password is what there is.
      () => {},
    )
    return () => {
      current = false
    }
  }, [])
  return options
}
