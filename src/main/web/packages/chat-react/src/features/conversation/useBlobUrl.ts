import { useEffect, useEffectEvent, useState } from 'react'

/**
 * An address for what is fetched, as long as the component is there.
 *
 * @param key what is fetched anew if it changes; null fetches nothing
 * @returns null until it is there, `failed` if it cannot be had
 */
export function useBlobUrl(key: string | null, load: () => Promise<Blob>): string | null | 'failed' {
  const [loaded, setLoaded] = useState<{ key: string; url: string } | null>(null)
  const fetchIt = useEffectEvent(load)

  useEffect(() => {
    if (key === null) return
    let url: string | null = null
    let current = true
    fetchIt().then(
      (blob) => {
        if (!current) return
        url = URL.createObjectURL(blob)
        setLoaded({ key, url })
      },
      () => current && setLoaded({ key, url: 'failed' }),
    )
    return () => {
      current = false
      if (url !== null) URL.revokeObjectURL(url)
    }
  }, [key])

  return loaded !== null && loaded.key === key ? loaded.url : null
}
