import libheif from 'libheif-js/libheif-wasm/libheif.js'
import wasm from 'libheif-js/libheif-wasm/libheif.wasm?url'

/**
 * Decodes a HEIC photo with libheif, a program of its own in a WebAssembly file of its own. The
 * server lets this worker compile it, and nothing else (ContentSecurityPolicy).
 */
addEventListener('message', ({ data }: MessageEvent<{ file: Blob; mostPixels: number; quality: number }>) => {
  void jpegOf(data.file, data.mostPixels, data.quality)
    .catch(() => null)
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a page has none here
    .then((jpeg) => postMessage(jpeg))
})

async function jpegOf(file: Blob, mostPixels: number, quality: number): Promise<Blob | null> {
  const wasmBinary = await (await fetch(wasm)).arrayBuffer()
  const heif = await libheif({ wasmBinary })
  const pictures = new heif.HeifDecoder().decode(await file.arrayBuffer())
  const picture = pictures.find((one) => one.is_primary()) ?? pictures[0]
  if (picture === undefined) return null
  const [width, height] = [picture.get_width(), picture.get_height()]
  if (width * height > mostPixels) return null
  const pixels = new ImageData(width, height)
  const isDecoded = await new Promise((resolve) => picture.display(pixels, resolve))
  if (!isDecoded) return null
  const canvas = new OffscreenCanvas(width, height)
  canvas.getContext('2d')!.putImageData(pixels, 0, 0)
  return canvas.convertToBlob({ type: 'image/jpeg', quality })
}
