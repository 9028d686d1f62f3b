package com.sealkloud.chat.encryption;

import org.jspecify.annotations.Nullable;

/**
 * Implemented for each table with columns that are sealed: seals what was stored before sealing was
 * switched on, and anew what was sealed with a key that is retired.
 */
public interface SealableRows {

    /**
     * Seals some rows of a conversation that are not sealed with its present key, within the
     * caller's transaction. A row that has changed meanwhile is left alone: whoever has changed it
     * has sealed it.
     *
     * @param mark what texts begin with that are sealed with the present key
     * @param after where the last call has ended; empty for the first one
     * @return where this one has ended; null if there is nothing behind it
     */
    @Nullable
    String sealSome(String conversationId, String mark, String after);
}
