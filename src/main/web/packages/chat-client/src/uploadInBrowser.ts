/** Uploads with an `XMLHttpRequest`, which tells how much has gone. */
export function uploadInBrowser(
  address: string,
  file: Blob,
  headers: Record<string, string>,
  progress?: (part: number) => void,
  signal?: AbortSignal,
): Promise<Response> {
  const request = new XMLHttpRequest()
  request.open('POST', address)
  for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
  return new Promise((resolve, reject) => {
    const unreachable = () => reject(new Error('The file did not arrive.'))
    request.addEventListener('load', () => resolve(new Response(request.responseText, { status: request.status })))
    request.addEventListener('error', unreachable)
    request.addEventListener('abort', unreachable)
    request.upload.addEventListener('progress', ({ loaded }) => progress?.(file.size === 0 ? 1 : loaded / file.size))
    signal?.addEventListener('abort', () => request.abort(), { once: true })
    if (signal?.aborted) unreachable()
    else request.send(file)
  })
}
