package com.sealkloud.chat.encryption;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import javax.crypto.SecretKey;

/** A master key of 32 bytes, in Base64, in a file that only the service's user may read. */
final class FileMasterKey implements MasterKey {

    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final String id;
    private final SecretKey key;

    /** @throws MasterKeyException if the file is no such file, with a sentence for the operator */
    FileMasterKey(Path file) {
        byte[] bytes = read(file);
        // Of a random key of 256 bits, a hash tells nothing.
        this.id = MasterKeys.fingerprint("id of a master key".getBytes(StandardCharsets.US_ASCII), bytes);
        this.key = Aead.key(bytes);
    }

    private static byte[] read(Path file) {
        try {
            requireOwnerOnly(file);
            byte[] bytes = Base64.getDecoder()
                    .decode(Files.readString(file, StandardCharsets.US_ASCII).strip());
            if (bytes.length != Aead.KEY_BYTES) {
                throw new MasterKeyException("The master key in " + file + " has " + bytes.length + " bytes instead of "
                        + Aead.KEY_BYTES + ".");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new MasterKeyException("The file of the master key, " + file + ", does not exist.");
        } catch (IllegalArgumentException e) {
            throw new MasterKeyException("The file of the master key, " + file + ", is not in Base64.");
        } catch (IOException e) {
            throw new MasterKeyException("The file of the master key, " + file + ", cannot be read: " + e);
        }
    }

    /** Where the file system knows no such permissions, nothing is checked. */
    private static void requireOwnerOnly(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null && !OWNERS.containsAll(view.readAttributes().permissions())) {
            throw new MasterKeyException(
                    "Others than its owner may read the file of the master key, " + file + ": chmod 600 it.");
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public byte[] wrap(byte[] wanted, byte[] context) {
        return Aead.seal(key, context, wanted);
    }

    @Override
    public byte[] unwrap(byte[] wrapped, byte[] context) throws GeneralSecurityException {
        return Aead.open(key, context, wrapped);
    }
}
