package com.sealkloud.chat.encryption;

import org.jspecify.annotations.Nullable;

/** Implemented for what stores files: seals those that were stored before. */
public interface SealableFiles {

    /**
     * Seals some files that are not sealed, outside of a transaction. A file is stored completely
     * at each moment, and readable throughout.
     *
     * @param after where the last call has ended; empty for the first one
     * @throws RuntimeException if it is to be tried again from there
     */
    Sealed sealSome(String after);

    /** @return about how many files behind this one are not sealed */
    long unsealedAfter(String after);

    /**
     * @param reached where the call has ended; null if there is nothing behind it
     * @param left how many files could not be sealed this time
     */
    record Sealed(@Nullable String reached, int left) {}
}
