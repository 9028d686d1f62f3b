package com.sealkloud.chat.filestore;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.encryption.UnreadableFileException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is answered when the storage fails, and what its health is told of it. */
final class StorageFaults {

    private static final Logger log = LoggerFactory.getLogger(StorageFaults.class);

    private final StorageHealth health;

    StorageFaults(StorageHealth health) {
        this.health = health;
    }

    void none() {
        health.worked();
    }

    void note(IOException failure) {
        health.failed(failure);
    }

    Refusal cannotStore(IOException e) {
        health.failed(e);
        return new Refusal(RefusalCode.UNAVAILABLE, "The file cannot be stored now. Try again later.");
    }

    Refusal cannotRead(IOException e) {
        if (e instanceof FileNotFoundException) {
            log.warn("The bytes of a file are lost: {}", e.getMessage());
            return Refusal.notFound("The bytes of the file are lost.");
        }
        if (e instanceof EOFException) {
            log.warn("The bytes of a file are cut: {}", e.getMessage());
            return Refusal.notFound("The bytes of the file are cut.");
        }
        if (e instanceof UnreadableFileException) {
            return Refusal.notFound("The file cannot be read: it was changed in the storage, or its key is gone.");
        }
        health.failed(e);
        return new Refusal(RefusalCode.UNAVAILABLE, "The file cannot be read now. Try again later.");
    }
}
