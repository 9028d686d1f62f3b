/**
 * The storage of the bytes of files: a folder or a bucket, sealed if that is switched on.
 *
 * <p>{@code FileStorage} has them written to the local disk first ({@code Arrivals}). Then the
 * {@code FileStore}, a folder or a bucket, takes them over, and {@code SealedStore} seals them on
 * their way. {@code attachment} knows whose files they are, and removes them.
 */
@ApplicationModule(allowedDependencies = {"api", "disk", "encryption"})
@NullMarked
package com.sealkloud.chat.filestore;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
