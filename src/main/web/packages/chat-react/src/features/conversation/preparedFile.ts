/**
 * A photo of a phone that few browsers can show goes out as one that all can; to be given to a
 * `ChatClient` as `prepareFile`.
 */
export async function preparedFile(file: Blob, name: string, signal: AbortSignal): Promise<{ file: Blob; name: string }> {
  const maybeHeic = /\.hei[cf]$/i.test(name) || /^image\/hei[cf]$/.test(file.type)
  const photos = maybeHeic ? await import('./photos.ts').catch(() => null) : null
  return photos === null ? { file, name } : photos.shownByAll(file, name, signal)
}
