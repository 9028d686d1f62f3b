import { get, type IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { server } from '../testing/server.ts'

async function file(path: string, headers: Record<string, string> = {}) {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get(new URL(path, server.url), { headers }, resolve).on('error', reject)
  })
  return { status: answer.statusCode, headers: answer.headers, body: await buffer(answer) }
}

test('files of the page come as the build has compressed them, and plain where that is not understood', async () => {
  const page = (await file('/')).body.toString()
  const script = /src="([^"]+\.js)"/.exec(page)![1]!
  const style = /href="([^"]+\.css)"/.exec(page)![1]!

  for (const path of ['/', script, style, '/sw.js']) {
    const plain = await file(path)
    const small = await file(path, { 'Accept-Encoding': 'gzip, br' })

    expect(plain.headers['content-encoding'], path).toBeUndefined()
    expect(small.headers['content-encoding'], path).toBe('gzip')
    expect(small.headers.vary, path).toContain('Accept-Encoding')
    expect(small.headers['content-type'], path).toBe(plain.headers['content-type'])
    expect(gunzipSync(small.body), path).toEqual(plain.body)
    // Compressed for this request, its length would not be known.
    expect(Number(small.headers['content-length']), path).toBe(small.body.length)
    const again = await file(path, { 'Accept-Encoding': 'gzip', 'If-Modified-Since': small.headers['last-modified']! })
    expect(again.status, path).toBe(304)
  }
})
