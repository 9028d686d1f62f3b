import { useEffect, useEffectEvent } from 'react'
import { savePlace, type Place } from './place.ts'

/** Keeps where the person is when the page is left, so that a reload comes back there. */
export function useLeaving(conversationId: string, userId: string, placeNow: () => Pick<Place, 'seq' | 'hidden'> | null): void {
  const leave = useEffectEvent(() => {
    const place = placeNow()
    savePlace(place && { userId, conversationId, ...place })
  })
  useEffect(() => {
    const left = () => leave()
    addEventListener('pagehide', left)
    return () => {
      removeEventListener('pagehide', left)
      savePlace(null)
    }
  }, [])
}
