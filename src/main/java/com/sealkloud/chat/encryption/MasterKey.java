package com.sealkloud.chat.encryption;

import java.security.GeneralSecurityException;

/**
 * Wraps the key-encryption keys, and is never in the database. It is used at the start, by a
 * rotation, and by other nodes after it, never on the way of a message. It is in a file or in AWS
 * KMS; a bean of this type takes their place. What else its methods throw means that it cannot be
 * used at the moment.
 */
public interface MasterKey {

    /** @return what tells it from others, and nothing of the key */
    String id();

    /** @param context must be given again to unwrap it */
    byte[] wrap(byte[] key, byte[] context);

    /** @throws GeneralSecurityException if this key has not wrapped it in this context */
    byte[] unwrap(byte[] wrapped, byte[] context) throws GeneralSecurityException;
}
