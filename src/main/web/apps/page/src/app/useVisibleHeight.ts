import { useEffect } from 'react'

/** A browser's own bars are lower than this, a keyboard on the screen is higher. */
const KEYBOARD_PX = 120

/**
 * Keeps the page as high as what is visible of it. Browsers that put the keyboard over the page, as
 * Safari does on phones, would hide the composer under it, and push the page up to show the field.
 */
export function useVisibleHeight(): void {
  useEffect(() => {
    const { visualViewport: viewport } = window
    if (!viewport) return
    const { style } = document.documentElement
    const fit = () => {
      const covered = innerHeight - viewport.height > KEYBOARD_PX
      // Who zooms in sees less of the page, and wants it as it is.
      if (!covered || viewport.scale > 1.01) {
        style.removeProperty('--page-height')
        style.removeProperty('--page-bottom')
        return
      }
      style.setProperty('--page-height', `${viewport.height}px`)
      style.setProperty('--page-bottom', '0px')
      scrollTo(0, 0)
    }
    viewport.addEventListener('resize', fit)
    viewport.addEventListener('scroll', fit)
    return () => {
      viewport.removeEventListener('resize', fit)
      viewport.removeEventListener('scroll', fit)
    }
  }, [])
}
