package com.sealkloud.chat.encryption;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The master key of this node, and the one before it while it is being replaced. */
@Component
class MasterKeys {

    private final @Nullable MasterKey present;
    private final List<MasterKey> all;

    /** @throws MasterKeyException if one is needed and missing, or cannot be used */
    MasterKeys(EncryptionProperties properties, KmsProperties kms, ObjectProvider<MasterKey> others) {
        List<MasterKey> given = Stream.of(
                        Optional.ofNullable(others.getIfAvailable()),
                        inKms(kms, kms.key()),
                        inFile(properties.keyFile()))
                .flatMap(Optional::stream)
                .toList();
        if (given.size() > 1) {
            throw new MasterKeyException("More than one master key is given: either a file or a key of a key"
                    + " management service is the present one.");
        }
        this.present = given.isEmpty() ? null : given.get(0);
        this.all = Stream.of(
                        given.stream(),
                        inKms(kms, kms.formerKey()).stream(),
                        inFile(properties.formerKeyFile()).stream())
                .flatMap(keys -> keys)
                .toList();
        if (present == null && properties.enabled()) {
            throw new MasterKeyException("Encryption is enabled, but no master key is given.");
        }
    }

    private static Optional<MasterKey> inFile(@Nullable Path file) {
        return file == null || file.toString().isBlank() ? Optional.empty() : Optional.of(new FileMasterKey(file));
    }

    private static Optional<MasterKey> inKms(KmsProperties kms, String key) {
        return key.isBlank() ? Optional.empty() : Optional.of(new KmsMasterKey(new Kms(kms), key));
    }

    /** @return what tells a master key from others, as its id */
    static String fingerprint(byte[]... parts) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                hash.update(part);
            }
            return HexFormat.of().formatHex(hash.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Optional<MasterKey> present() {
        return Optional.ofNullable(present);
    }

    /** @return the one of this id, if this node has it */
    Optional<MasterKey> of(String id) {
        return all.stream().filter(key -> key.id().equals(id)).findFirst();
    }
}
