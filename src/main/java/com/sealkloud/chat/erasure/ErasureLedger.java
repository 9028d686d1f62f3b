package com.sealkloud.chat.erasure;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.disk.OwnerOnly;
import com.sealkloud.chat.erasure.Erasure.Subject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was erased, one line of JSON each, in a file outside of the database: a database that was
 * restored from an older backup does not know it any more. It holds ids and no names.
 */
@Component
class ErasureLedger {

    private static final Logger log = LoggerFactory.getLogger(ErasureLedger.class);

    private final Path file;
    private final JsonMapper json;

    ErasureLedger(ErasureProperties properties, JsonMapper json) {
        this.file = properties.ledgerFile();
        this.json = json;
    }

    /** @param requestedBy the administrator */
    record Line(String erasureId, Subject subject, String subjectId, String requestedBy, Instant at) {}

    /**
     * Returns when the line is on the disk.
     *
     * @throws Refusal {@code unavailable} if it cannot be written
     */
    synchronized void add(Line line) {
        // Behind a line that a crash has cut off.
        byte[] octets = ("\n" + json.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
                OwnerOnly.file(file);
                ByteBuffer buffer = ByteBuffer.wrap(octets);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
        } catch (IOException e) {
            log.warn("The ledger of erasures {} cannot be written: {}", file, e.toString());
            throw new Refusal(RefusalCode.UNAVAILABLE, "The ledger of erasures cannot be written now.");
        }
    }

    List<Line> lines() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> !line.isBlank())
                    .map(this::read)
                    .filter(Objects::nonNull)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A crash may have cut the last one. */
    private @Nullable Line read(String line) {
        try {
            return json.readValue(line, Line.class);
        } catch (JacksonException e) {
            log.warn("The ledger of erasures has a line that cannot be read");
            return null;
        }
    }
}
