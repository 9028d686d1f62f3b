package com.sealkloud.chat.encryption;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The master key of this node, and the one before it while it is being replaced. */
@Component
class MasterKeys {

    private final @Nullable MasterKey present;
    private final @Nullable MasterKey former;

    /** @throws MasterKeyException if one is needed and missing, or its file is none */
    MasterKeys(EncryptionProperties properties, ObjectProvider<MasterKey> others) {
        MasterKey other = others.getIfAvailable();
        this.present = other == null ? inFile(properties.keyFile()) : other;
        this.former = inFile(properties.formerKeyFile());
        if (present == null && properties.enabled()) {
            throw new MasterKeyException("Encryption is enabled, but no file of a master key is given.");
        }
    }

    private static @Nullable MasterKey inFile(@Nullable Path file) {
        return file == null || file.toString().isBlank() ? null : new FileMasterKey(file);
    }

    Optional<MasterKey> present() {
        return Optional.ofNullable(present);
    }

    /** @return the one of this id, if this node has it */
    Optional<MasterKey> of(String id) {
        return Stream.of(present(), Optional.ofNullable(former))
                .flatMap(Optional::stream)
                .filter(key -> key.id().equals(id))
                .findFirst();
    }
}
