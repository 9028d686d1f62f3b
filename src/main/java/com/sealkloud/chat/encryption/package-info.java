/**
 * Encryption at rest: what the service stores of conversations is sealed, if it is switched on.
 *
 * <p>{@code Sealing} seals and opens single texts, each at one {@code AssociatedData}: in another
 * row or column it cannot be opened. Each conversation has a data key of its own
 * ({@code DataKeys}), which is stored ({@code WrappedKeys}) wrapped under a key-encryption key
 * ({@code KeyEncryptionKeys}, {@code StoredKeks}), and these under the {@code MasterKey}, which
 * alone is outside of the database. It may be away, and {@code Unwrapping} keeps messages from
 * waiting for it. {@code FileSealing} does the same for files, as streams of chunks, each with a
 * key that is derived of one of these and of a secret of the file ({@code FileSecrets}).
 * {@code SealingWorker} goes through what was stored before ({@code SealableRows},
 * {@code SealableFiles}), and follows rotations and destroyed keys.
 */
@ApplicationModule(allowedDependencies = {"api", "audit", "cluster", "due", "epoch", "lifecycle", "sql"})
@NullMarked
package com.sealkloud.chat.encryption;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
