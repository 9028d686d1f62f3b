import { photoDecoder } from './photoDecoder.ts'

/** As for files: more pixels are refused by the server, too. */
const MOST_PIXELS = 64_000_000
const QUALITY = 0.9
const MOST_MILLIS = 60_000

/** The brands of HEIC pictures (ISO/IEC 23008-12, annex B); sequences are left as they are. */
const BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'mif1'])

/**
 * @returns the photo as a JPEG without its metadata, which every browser can show; the file itself
 *   if it is no HEIC photo, or cannot be decoded here
 */
export async function shownByAll(file: Blob, name: string, signal: AbortSignal): Promise<{ file: Blob; name: string }> {
  try {
    if (!(await isHeic(file))) return { file, name }
    const jpeg = (await decodedByBrowser(file)) ?? (await decodedByWorker(file, signal))
    return jpeg === null ? { file, name } : { file: jpeg, name: `${name.replace(/\.hei[cf]$/i, '')}.jpg` }
  } catch {
    return { file, name }
  }
}

async function isHeic(file: Blob): Promise<boolean> {
  const head = new TextDecoder('latin1').decode(await file.slice(0, 64).arrayBuffer())
  return head.slice(4, 8) === 'ftyp' && BRANDS.has(head.slice(8, 12)) && !head.includes('avif')
}

/** Safari can. */
async function decodedByBrowser(file: Blob): Promise<Blob | null> {
  const picture = await createImageBitmap(file).catch(() => null)
  if (picture === null || picture.width * picture.height > MOST_PIXELS) return null
  const canvas = new OffscreenCanvas(picture.width, picture.height)
  canvas.getContext('2d')!.drawImage(picture, 0, 0)
  picture.close()
  return canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY })
}

/** Ends with the photo, so that nobody keeps the memory that it took. */
async function decodedByWorker(file: Blob, signal: AbortSignal): Promise<Blob | null> {
  const worker = photoDecoder()?.()
  if (!worker) return null
  const late = AbortSignal.any([signal, AbortSignal.timeout(MOST_MILLIS)])
  try {
    return await new Promise<Blob | null>((resolve, reject) => {
      late.addEventListener('abort', () => reject(late.reason))
      worker.addEventListener('error', () => resolve(null))
      worker.addEventListener('message', ({ data }: MessageEvent<Blob | null>) => resolve(data))
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
      worker.postMessage({ file, mostPixels: MOST_PIXELS, quality: QUALITY })
    })
  } finally {
    worker.terminate()
  }
}
