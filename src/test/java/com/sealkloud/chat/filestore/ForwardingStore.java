package com.sealkloud.chat.filestore;

import com.sealkloud.chat.encryption.FileSealing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Set;

/** A store that tests of other packages can make fail. */
public class ForwardingStore implements FileStore {

    private final FileStore store;

    private ForwardingStore(FileStore store) {
        this.store = store;
    }

    /** For a store that does some things in another way. */
    protected ForwardingStore(ForwardingStore other) {
        this(other.store);
    }

    /** @return a folder, into which nothing gets unsealed but under the keys of plain files */
    public static ForwardingStore sealed(Path folder, FileSealing sealing) {
        return new ForwardingStore(new SealedStore(new FolderStore(folder), sealing));
    }

    @Override
    public String newKey() {
        return store.newKey();
    }

    @Override
    public Path arrivals() throws IOException {
        return store.arrivals();
    }

    @Override
    public void put(String key, Path arrived) throws IOException {
        store.put(key, arrived);
    }

    @Override
    public long size(String key) throws IOException {
        return store.size(key);
    }

    @Override
    public InputStream open(String key, long from, long to) throws IOException {
        return store.open(key, from, to);
    }

    @Override
    public Path local(String key) {
        return store.local(key);
    }

    @Override
    public void remove(String key) throws IOException {
        store.remove(key);
    }

    @Override
    public Set<String> keys(String beginning) throws IOException {
        return store.keys(beginning);
    }
}
