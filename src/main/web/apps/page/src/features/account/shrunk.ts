/** Twice the side that the server keeps. */
const SIDE = 512

/** Smaller files are sent as they are. */
const SMALL = 500_000

/**
 * A smaller copy of a large picture, for slow lines, and of a WebP, because the server takes no
 * lossless ones; the file itself if it cannot be had.
 */
export async function shrunk(file: File): Promise<Blob> {
  if (file.size <= SMALL && file.type !== 'image/webp') return file
  try {
    const picture = await createImageBitmap(file)
    const factor = Math.min(1, SIDE / Math.min(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(picture.width * factor)
    canvas.height = Math.round(picture.height * factor)
    canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close()
    return await new Promise<Blob>((resolve) => canvas.toBlob((copy) => resolve(copy ?? file), 'image/png'))
  } catch {
    return file
  }
}
