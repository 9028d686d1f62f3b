/** What starts a worker that is sent a HEIC photo and answers with a JPEG, or with null. */
type Start = () => Worker

let start: Start | undefined

/** The worker brings a decoder of 1.4 MB, which only the page that we serve ourselves has. */
export function decodePhotosWith(worker: Start): void {
  start = worker
}

export function photoDecoder(): Start | undefined {
  return start
}
