import type { FileKey, FileStorage } from './fileStorage.ts'

/** So much of a person's files waits in a browser, in bytes: four of the largest. */
export const MOST_BYTES = 100_000_000

const NAME = 'chat.files'

/** In IndexedDB, which takes files as they are and shares them with the other tabs. */
export class IndexedFiles implements FileStorage {
  #opened: Promise<IDBDatabase> | null = null

  async put(key: FileKey, file: Blob): Promise<void> {
    await this.#transaction('readwrite', (store) => {
      const kept = store.getAll(ofPerson(key[0])) as IDBRequest<Blob[]>
      // Within the transaction: another tab may be adding some too.
      kept.addEventListener('success', () => {
        const bytes = kept.result.reduce((sum, { size }) => sum + size, file.size)
        if (bytes > MOST_BYTES) store.transaction.abort()
        else store.put(file, [...key])
      })
    })
  }

  async get(key: FileKey): Promise<Blob | undefined> {
    let found: IDBRequest<Blob | undefined>
    await this.#transaction('readonly', (store) => (found = store.get([...key])))
    return found!.result
  }

  async remove(userId: string, clientMessageId?: string): Promise<void> {
    const range = clientMessageId === undefined ? ofPerson(userId) : IDBKeyRange.bound([userId, clientMessageId], [userId, clientMessageId, []])
    await this.#transaction('readwrite', (store) => store.delete(range))
  }

  async messages(userId: string): Promise<string[]> {
    let keys: IDBRequest<IDBValidKey[]>
    await this.#transaction('readonly', (store) => (keys = store.getAllKeys(ofPerson(userId))))
    return [...new Set(keys!.result.map((key) => (key as unknown as FileKey)[1]))]
  }

  async #transaction(mode: IDBTransactionMode, work: (store: IDBObjectStore) => void): Promise<void> {
    this.#opened ??= opened()
    const transaction = (await this.#opened).transaction(NAME, mode)
    await new Promise<void>((resolve, reject) => {
      transaction.addEventListener('complete', () => resolve())
      transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('No space for the file')))
      work(transaction.objectStore(NAME))
    })
  }
}

/** Arrays are greater than any text in the order of the keys. */
function ofPerson(userId: string): IDBKeyRange {
  return IDBKeyRange.bound([userId], [userId, []])
}

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1)
    request.addEventListener('upgradeneeded', () => request.result.createObjectStore(NAME))
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('No IndexedDB')))
  })
}
