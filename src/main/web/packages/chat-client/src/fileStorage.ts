/** A file of a message that is not sent: whose, of which message, and which of its files. */
export type FileKey = readonly [userId: string, clientMessageId: string, fileId: string]

/**
 * Where the files of unsent messages survive a reload. Every call may reject: a browser may refuse
 * its storage, or have no space.
 */
export interface FileStorage {
  put(key: FileKey, file: Blob): Promise<void>
  get(key: FileKey): Promise<Blob | undefined>
  /** Removes the files of a message, or all of a person. */
  remove(userId: string, clientMessageId?: string): Promise<void>
  /** The `clientMessageId` of each file of a person. */
  messages(userId: string): Promise<string[]>
}
