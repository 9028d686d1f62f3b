import { useState, type CSSProperties } from 'react'
import { useText } from '../../i18n/LanguageProvider.tsx'
import { useChat } from '../session/ChatProvider.tsx'
import { later } from '../failure/later.tsx'
import { fetchSmall, picturesOf, type Picture } from './pictures.ts'
import styles from './Pictures.module.css'
import { useBlobUrl } from './useBlobUrl.ts'

const LaterViewer = later(async () => (await import('./Viewer.tsx')).Viewer)

/** The pictures of a message, small. One that is chosen opens large. */
export function Pictures({ conversationId, pictures }: { conversationId: string; pictures: readonly Picture[] }) {
  const chat = useChat()
  const [opened, setOpened] = useState<{ all: readonly Picture[]; index: number } | null>(null)

  const open = ({ attachmentId }: Picture) => {
    // A note may stand in the list of its room, which does not have its pictures.
    const ofConversation = picturesOf(chat.timeline(conversationId).state.value.events)
    const has = (all: readonly Picture[]) => all.findIndex((picture) => picture.attachmentId === attachmentId)
    const all = has(ofConversation) < 0 ? pictures : ofConversation
    setOpened({ all, index: has(all) })
  }

  return (
    <>
      <ul className={pictures.length > 1 ? `${styles.pictures} ${styles.several}` : styles.pictures}>
        {pictures.map((picture) => (
          // Its place is there before it is.
          <li key={picture.attachmentId} style={{ '--picture-width': picture.width, '--picture-height': picture.height } as CSSProperties}>
            <Small picture={picture} onOpen={() => open(picture)} />
          </li>
        ))}
      </ul>
      {opened && <LaterViewer pictures={opened.all} start={opened.index} onClose={() => setOpened(null)} />}
    </>
  )
}

function Small({ picture, onOpen }: { picture: Picture; onOpen: () => void }) {
  const { attachmentId, name, status } = picture
  const text = useText()
  const chat = useChat()
  const url = useBlobUrl(status === 'ready' ? attachmentId : null, () => fetchSmall(chat, picture))
  return (
    <button
      type="button"
      className={styles.picture}
      aria-label={text.files.show(name)}
      title={name}
      onClick={onOpen}
      data-picture={url === null ? 'loading' : url === 'failed' ? 'failed' : 'shown'}
    >
      {url !== null && url !== 'failed' ? <img src={url} alt="" decoding="async" /> : <bdi className={styles.name}>{name}</bdi>}
    </button>
  )
}
