import { useEffect, type ComponentProps } from 'react'
import { Avatar } from '../../ui/Avatar.tsx'
import { useObservable } from '../../ui/useObservable.ts'
import { useChat } from './ChatProvider.tsx'
import { keyOf, pictureUrls } from './pictureUrls.ts'

interface Props extends Omit<ComponentProps<typeof Avatar>, 'picture'> {
  userId: string
  /** The version of the picture, of somebody whom the chat may not know. */
  version?: string | undefined
}

/** The picture of a person, or their initials. */
export function PersonAvatar({ userId, version: given, ...avatar }: Props) {
  const chat = useChat()
  const known = useObservable(chat.pictures).get(userId)
  const version = given ?? known
  const urls = pictureUrls(chat)
  const url = useObservable(urls.all).get(version === undefined ? '' : keyOf(userId, version))

  useEffect(() => {
    if (version !== undefined) void urls.want(userId, version)
  }, [urls, userId, version])

  return <Avatar {...avatar} picture={url ?? null} />
}
