package com.sealkloud.chat.attachment;

import java.util.Collection;

/** What a feature has in the storage of files, beside the files of messages. */
public interface KeysInUse {

    /**
     * @param from the first key
     * @param to behind the last one
     * @return keys whose bytes are needed
     */
    Collection<String> between(String from, String to);

    /**
     * The same bytes are under another key now; in the caller's transaction.
     *
     * @return whether the former key was in use
     */
    boolean replace(String former, String key);
}
