package com.sealkloud.chat.export;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.encryption.FileSealing;
import com.sealkloud.chat.encryption.UnreadableFileException;
import com.sealkloud.chat.filestore.StoredResource;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The sealed file of an export. */
record SealedExport(FileSealing sealing, String exportId, Path file) implements StoredResource.Bytes {

    @Override
    public long size() throws IOException {
        return FileSealing.sizeOf(Files.size(file));
    }

    @Override
    public InputStream open(long from) throws IOException {
        try {
            return sealing.open(exportId, (first, end) -> stored(first), from);
        } catch (UnreadableFileException e) {
            throw Refusal.notFound("The export cannot be read: its file was changed, or its key is gone.");
        }
    }

    private InputStream stored(long from) throws IOException {
        InputStream stored = new FileInputStream(file.toFile());
        stored.skipNBytes(from);
        return stored;
    }
}
