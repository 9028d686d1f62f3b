package com.sealkloud.chat.encryption;

import org.jspecify.annotations.Nullable;

/** Implemented for what stores files: seals those that were stored before. */
public interface SealableFiles {

    /**
     * Seals some files that are not sealed, outside of a transaction. A file is stored completely
     * at each moment, and readable throughout.
     *
     * @param after where the last call has ended; empty for the first one
     * @return where this one has ended; null if there is nothing behind it
     * @throws RuntimeException if it is to be tried again from there
     */
    @Nullable
    String sealSome(String after);
}
