import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { useText } from '../../i18n/LanguageProvider.tsx'
import controls from '../../ui/controls.module.css'
import { Icon } from '../../ui/Icon.tsx'
import { tellFailure } from '../failure/failure.ts'
import { mayCopy } from './clipboard.ts'
import styles from './CopyCode.module.css'

export interface Props {
  /** Of purified HTML, outside of what React renders. */
  blocks: readonly HTMLElement[]
  onClose: () => void
}

/** Gives each block of code a button that copies it. */
export function CopyCode({ blocks }: Props) {
  return mayCopy() && blocks.map((block, index) => createPortal(<CopyButton block={block} />, block, String(index)))
}

const COPIED_MS = 2_000

function CopyButton({ block }: { block: HTMLElement }) {
  const text = useText()
  const [copied, setCopied] = useState(false)

  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(setCopied, COPIED_MS, false)
    return () => clearTimeout(timer)
  }, [copied])

  function copy() {
    const code = block.querySelector('code')!.textContent.replace(/\n$/, '')
    navigator.clipboard.writeText(code).then(() => setCopied(true), tellFailure)
  }

  return (
    <>
      <button type="button" className={styles.copy} aria-label={text.message.copyCode} title={text.message.copyCode} onClick={copy}>
        <Icon name={copied ? 'check' : 'copy'} size={16} />
      </button>
      <span role="status" className={controls.hidden}>
        {copied && text.message.copied}
      </span>
    </>
  )
}
