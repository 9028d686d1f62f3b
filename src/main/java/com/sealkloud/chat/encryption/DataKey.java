package com.sealkloud.chat.encryption;

import javax.crypto.SecretKey;

/** The key of one conversation. */
record DataKey(String keyId, SecretKey key) {

    /** Without the key: this may stand in a log. */
    @Override
    public String toString() {
        return keyId;
    }
}
