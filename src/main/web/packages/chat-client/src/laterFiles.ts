/**
 * What is needed once somebody sends a file: a page makes a chunk of its own of it.
 */
export { FileSender } from './fileSender.ts'
export { IndexedFiles } from './indexedFiles.ts'
export { uploadInBrowser } from './uploadInBrowser.ts'
