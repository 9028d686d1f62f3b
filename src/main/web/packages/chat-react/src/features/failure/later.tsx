import { useEffect, useEffectEvent, useState, type ComponentType, type ReactNode } from 'react'
import { useChat } from '../session/ChatProvider.tsx'
import { tellMissingPart } from './failure.ts'

const parts: (() => Promise<unknown>)[] = []

interface Options {
  /** Few people open it: {@link fetchParts} leaves it out. */
  rare?: boolean
  /** Stands in its place until it is there. */
  waiting?: ReactNode
}

/**
 * Makes a dialog or pane a chunk of its own, which is fetched when it is first opened, or by {@link
 * fetchParts} before that. One that cannot be had closes again and says so: the server may be away,
 * or may have been upgraded and know only newer chunks.
 */
export function later<Props extends { onClose: () => void }>(
  load: () => Promise<ComponentType<Props>>,
  { rare = false, waiting = null }: Options = {},
): ComponentType<Props> {
  let fetched: ComponentType<Props> | null = null
  const fetchPart = async () => (fetched ??= await load())
  if (!rare) parts.push(fetchPart)

  return function Later(props: Props) {
    const chat = useChat()
    const [Part, setPart] = useState(() => fetched)
    const fail = useEffectEvent(() => {
      tellMissingPart(chat.connection.value.status === 'online')
      props.onClose()
    })

    useEffect(() => {
      if (Part) return
      let current = true
      fetchPart().then(
        (part) => current && setPart(() => part),
        () => current && fail(),
      )
      return () => {
        current = false
      }
    }, [Part])

    return Part ? <Part {...props} /> : waiting
  }
}

/**
 * Fetches every part that is still missing, one after the other, so that it opens without a wait,
 * and while the server is away.
 */
export async function fetchParts(): Promise<void> {
  for (const fetchPart of parts) await fetchPart().catch(() => {})
}
