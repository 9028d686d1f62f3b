// @vitest-environment jsdom
import { afterEach, expect, test, vi } from 'vitest'
import { shrunk } from './shrunk.ts'

const png = new Blob(['copy'], { type: 'image/png' })

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

test('a small picture is sent as it is, but a WebP as a PNG', async () => {
  vi.stubGlobal('createImageBitmap', async () => ({ width: 4, height: 4, close: () => {} }))
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue({ drawImage: () => {} } as unknown as RenderingContext)
  vi.spyOn(HTMLCanvasElement.prototype, 'toBlob').mockImplementation((done) => done(png))

  const jpeg = new File(['a'], 'a.jpg', { type: 'image/jpeg' })
  expect(await shrunk(jpeg)).toBe(jpeg)
  expect(await shrunk(new File(['a'], 'a.webp', { type: 'image/webp' }))).toBe(png)
})

test('a WebP that the browser cannot read is sent as it is', async () => {
  vi.stubGlobal('createImageBitmap', async () => Promise.reject(new Error('broken')))

  const broken = new File(['a'], 'a.webp', { type: 'image/webp' })
  expect(await shrunk(broken)).toBe(broken)
})
