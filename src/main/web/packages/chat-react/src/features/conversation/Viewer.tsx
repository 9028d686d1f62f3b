import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useText } from '../../i18n/LanguageProvider.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useLayer } from '../../ui/layers.ts'
import { useChat } from '../session/ChatProvider.tsx'
import { fetchPicture, type Picture } from './pictures.ts'
import { useBlobUrl } from './useBlobUrl.ts'
import { useSavedFile } from './useSavedFile.ts'
import styles from './Viewer.module.css'

/** One picture of a conversation, as large as the window; arrows lead to the others. */
export function Viewer({ pictures, start, onClose }: { pictures: readonly Picture[]; start: number; onClose: () => void }) {
  const text = useText()
  const dialog = useRef<HTMLDialogElement>(null)
  const [index, setIndex] = useState(start)
  const [large, setLarge] = useState(false)
  const picture = pictures[index]!
  const { save, failed } = useSavedFile()

  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  useLayer(true, onClose)

  const go = (step: number) => {
    if (!pictures[index + step]) return
    setIndex(index + step)
    setLarge(false)
  }

  function onKeyDown(event: KeyboardEvent) {
    const keys: Record<string, () => void> = {
      ArrowLeft: () => go(-1),
      ArrowRight: () => go(1),
      '+': () => setLarge(true),
      '-': () => setLarge(false),
      Escape: onClose,
    }
    const act = keys[event.key]
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }

  return (
    // Keys do what the buttons do.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <dialog ref={dialog} className={styles.viewer} aria-label={text.files.viewer} onClose={() => dialog.current?.open || onClose()} onKeyDown={onKeyDown}>
      <header className={styles.header}>
        <span className={styles.title} role="status">
          <bdi>{picture.name}</bdi> {pictures.length > 1 && text.files.position(index + 1, pictures.length)}
        </span>
        <Button icon={large ? 'zoomOut' : 'zoomIn'} label={large ? text.files.fit : text.files.zoom} onClick={() => setLarge(!large)} />
        <Button icon="down" label={text.files.save} onClick={() => void save(picture)} />
        <Button icon="close" label={text.close} onClick={onClose} />
      </header>
      {failed !== null && (
        <p className={styles.failed} role="alert">
          {failed}
        </p>
      )}
      <div className={styles.stage}>
        <Large key={picture.attachmentId} picture={picture} large={large} onZoom={() => setLarge(!large)} />
        {index > 0 && <Button className={styles.before} icon="back" label={text.files.before} onClick={() => go(-1)} />}
        {index < pictures.length - 1 && <Button className={styles.next} icon="back" label={text.files.next} onClick={() => go(1)} />}
      </div>
    </dialog>
  )
}

interface ButtonProps {
  icon: 'zoomIn' | 'zoomOut' | 'down' | 'close' | 'back'
  label: string
  className?: string | undefined
  onClick: () => void
}

function Button({ icon, label, className, onClick }: ButtonProps) {
  return (
    <button type="button" className={[styles.button, className].filter(Boolean).join(' ')} onClick={onClick} aria-label={label} title={label}>
      <Icon name={icon} />
    </button>
  )
}

/** @param large whether its own pixels are shown, and not as many as fit */
function Large({ picture, large, onZoom }: { picture: Picture; large: boolean; onZoom: () => void }) {
  const chat = useChat()
  const text = useText()
  const area = useRef<HTMLDivElement>(null)
  const copy = useBlobUrl('copy', () => fetchPicture(chat, picture))
  const original = useBlobUrl(large ? 'original' : null, () => chat.rest.attachment(picture.attachmentId))
  const url = original === null || original === 'failed' ? copy : original

  useEffect(() => {
    const element = area.current!
    if (large) element.scrollTo((element.scrollWidth - element.clientWidth) / 2, (element.scrollHeight - element.clientHeight) / 2)
  }, [large])

  if (url === 'failed') return <p className={styles.failed}>{text.files.gone}</p>
  return (
    // The button zooms for the keyboard.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <div ref={area} className={large ? `${styles.picture} ${styles.large}` : styles.picture} onClick={onZoom}>
      {url !== null && <img src={url} alt={picture.name} style={large ? { width: picture.width, height: picture.height } : undefined} />}
    </div>
  )
}
