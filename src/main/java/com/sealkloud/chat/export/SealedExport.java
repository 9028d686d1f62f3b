package com.sealkloud.chat.export;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.encryption.FileSealing;
import com.sealkloud.chat.encryption.UnreadableFileException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.AbstractResource;

/** The sealed file of an export as Spring sends it. */
final class SealedExport extends AbstractResource {

    private final FileSealing sealing;
    private final String exportId;
    private final Path file;

    SealedExport(FileSealing sealing, String exportId, Path file) {
        this.sealing = sealing;
        this.exportId = exportId;
        this.file = file;
    }

    @Override
    public long contentLength() throws IOException {
        return FileSealing.sizeOf(Files.size(file));
    }

    @Override
    public InputStream getInputStream() throws IOException {
        try {
            return sealing.open(exportId, (from, to) -> stored(from), 0);
        } catch (UnreadableFileException e) {
            throw Refusal.notFound("The export cannot be read: its file was changed, or its key is gone.");
        }
    }

    private InputStream stored(long from) throws IOException {
        InputStream stored = new FileInputStream(file.toFile());
        stored.skipNBytes(from);
        return stored;
    }

    @Override
    public String getDescription() {
        return "a sealed export";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SealedExport export && export.file.equals(file);
    }

    @Override
    public int hashCode() {
        return file.hashCode();
    }
}
