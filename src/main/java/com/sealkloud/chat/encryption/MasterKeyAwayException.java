package com.sealkloud.chat.encryption;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.TransientDataAccessResourceException;

/**
 * A key is not to be had at the moment, because a key management service does not answer or
 * refuses, or because this node was not given the master key that others have. Whoever can wait for
 * the database can wait for this, too: it is refused as {@code unavailable}, and nothing counts as
 * unreadable.
 */
class MasterKeyAwayException extends TransientDataAccessResourceException {

    private static final long serialVersionUID = 1L;

    MasterKeyAwayException(@Nullable String reason, Throwable cause) {
        super("The master key cannot be used now: " + reason, cause);
    }
}
