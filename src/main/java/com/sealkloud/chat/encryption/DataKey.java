package com.sealkloud.chat.encryption;

import javax.crypto.SecretKey;

/** The key of one conversation, or of what belongs to none. */
record DataKey(String keyId, String conversationId, SecretKey key) {

    /** Without the key: this may stand in a log. */
    @Override
    public String toString() {
        return keyId;
    }
}
