package com.sealkloud.chat.encryption;

import java.util.Base64;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * A random secret for each sealed file, in the database and not beside the file. Once it is
 * destroyed, nobody can read the file, whatever copies there are of it and of all other keys.
 */
@Repository
class FileSecrets {

    private static final int LENGTH = 32;

    /** Of files that have none. */
    private static final byte[] NONE = {};

    private final JdbcClient jdbc;

    FileSecrets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return the secret of the file of this name, which may be written more than once */
    byte[] create(String name) {
        byte[] secret = Aead.random(LENGTH);
        try {
            jdbc.sql("insert into file_secret (name, secret) values (?, ?)")
                    .params(name, Base64.getEncoder().encodeToString(secret))
                    .update();
            return secret;
        } catch (DuplicateKeyException e) {
            return find(name);
        }
    }

    /** @return nothing if it is destroyed, or the file is from before there were any */
    byte[] find(String name) {
        return jdbc.sql("select secret from file_secret where name = ?")
                .param(name)
                .query(String.class)
                .optional()
                .map(Base64.getDecoder()::decode)
                .orElse(NONE);
    }

    void destroy(String name) {
        jdbc.sql("delete from file_secret where name = ?").param(name).update();
    }
}
