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
 * Rejects while the server of the page's parts is away. Chromium remembers a module that could not
 * be fetched, and asks for it no more until the page is loaded again: none is asked for until then.
 */
async function reach(): Promise<void> {
  // In a bundle of another kind it may be no address.
  if (!import.meta.url.startsWith('http')) return
  const answer = await fetch(import.meta.url, { method: 'HEAD', cache: 'no-store' })
  if (!answer.ok) throw new Error(`The server of this page answers ${answer.status}`)
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
      const there = chat.connection.value.status === 'online' ? Promise.resolve() : reach()
      there.then(fetchPart).then(
        (part) => current && setPart(() => part),
        () => current && fail(),
      )
      return () => {
        current = false
      }
    }, [Part, chat])

    return Part ? <Part {...props} /> : waiting
  }
}

/**
 * Fetches every part that is still missing, one after the other, so that it opens without a wait,
 * and while the server is away. Behind one that cannot be had it asks for no other.
 */
export async function fetchParts(): Promise<void> {
  for (const fetchPart of parts) {
    const isHere = await fetchPart().then(
      () => true,
      () => false,
    )
    if (!isHere) return
  }
}
