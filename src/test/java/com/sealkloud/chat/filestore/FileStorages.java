package com.sealkloud.chat.filestore;

import java.nio.file.Path;

/** The storage of files without a server. */
public final class FileStorages {

    private FileStorages() {}

    public static FileStorage in(Path folder) {
        return new FileStorage(new FolderStore(folder), new StorageHealth());
    }

    public static FileStorage of(ForwardingStore store) {
        return new FileStorage(store, new StorageHealth());
    }
}
