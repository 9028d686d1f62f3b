package com.sealkloud.chat.erasure;

import org.jspecify.annotations.Nullable;

/**
 * A row of {@code erasure}: what is being erased, and how far that is.
 *
 * @param requestedBy the administrator
 * @param formerName of a person, until the erasure is done
 * @param reached the last conversation that is finished; empty before the first
 * @param erased how many messages were deleted
 * @param total how many messages there were at the beginning; 0 if they could not be counted
 */
record Erasure(
        String erasureId,
        Subject subject,
        String subjectId,
        String requestedBy,
        @Nullable String formerName,
        String reached,
        long erased,
        long total,
        boolean done,
        int attempts) {

    /** What is erased. */
    enum Subject {
        PERSON,
        CONVERSATION
    }

    /** Without the name: this may stand in a log. */
    @Override
    public String toString() {
        return "Erasure " + erasureId;
    }
}
