import { useEffect, useEffectEvent, useRef } from 'react'

const BEFORE_ITS_END = '0px 0px 400px'

/**
 * The end of a list that is not complete: asks for more whenever it comes near the part in sight,
 * and again whenever `after` is another one, as after each answer.
 */
export function MoreOnSight({ more, after }: { more: () => void; after: unknown }) {
  const end = useRef<HTMLLIElement>(null)
  const ask = useEffectEvent(more)
  useEffect(() => {
    const observer = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && ask(), { rootMargin: BEFORE_ITS_END })
    observer.observe(end.current!)
    return () => observer.disconnect()
  }, [after])
  return <li ref={end} role="none" style={{ minHeight: 1 }} />
}
