package com.sealkloud.chat.push;

import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.encryption.SealedColumn;
import com.sealkloud.chat.encryption.SealedColumns;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The keys by which push services recognise this installation (RFC 8292). Created at the first
 * start and stored in the database, for all nodes: devices subscribe with the public key, and a new
 * one would invalidate every subscription.
 */
@Component
class VapidKeys {

    private static final int ONLY = 1;
    private static final String ID = "1";

    private final JdbcClient jdbc;
    private final SealedColumn privateKeys;
    private final Clock clock;
    private volatile @Nullable KeyPair keys;

    VapidKeys(JdbcClient jdbc, SealedColumns sealed, Clock clock) {
        this.jdbc = jdbc;
        this.privateKeys = sealed.of("push_key", "cast(id as varchar)", "private_key");
        this.clock = clock;
    }

    /**
     * @return the public key in the form for {@code pushManager.subscribe}: base64url of the
     *     uncompressed point
     */
    String publicKey() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(P256.encode((ECPublicKey) keys().getPublic()));
    }

    PrivateKey privateKey() {
        return keys().getPrivate();
    }

    @EventListener(ApplicationReadyEvent.class)
    void makeAtFirstStart() {
        keys();
    }

    private synchronized KeyPair keys() {
        KeyPair known = keys;
        if (known == null) {
            known = stored().orElseGet(this::store);
            keys = known;
        }
        return known;
    }

    private Optional<KeyPair> stored() {
        return jdbc.sql("select public_key, private_key from push_key where id = :id")
                .param("id", ONLY)
                .query((row, number) -> new String[] {row.getString(1), row.getString(2)})
                .optional()
                .map(stored -> read(
                        stored[0],
                        privateKeys
                                .open(ID, stored[1])
                                .orElseThrow(() -> new IllegalStateException(
                                        "The keys for Web Push in the database cannot be opened"))));
    }

    private KeyPair store() {
        KeyPair made = P256.newKeys();
        try {
            jdbc.sql(
                            "insert into push_key (id, public_key, private_key, created_at) values (:id, :public, :private, :now)")
                    .param("id", ONLY)
                    .param("public", Base64.getEncoder().encodeToString(P256.encode((ECPublicKey) made.getPublic())))
                    .param(
                            "private",
                            privateKeys.seal(
                                    ID,
                                    Base64.getEncoder()
                                            .encodeToString(made.getPrivate().getEncoded())))
                    .param("now", utc(clock.instant()))
                    .update();
            return made;
        } catch (DuplicateKeyException anotherNodeWasFirst) {
            return stored().orElseThrow(() -> anotherNodeWasFirst);
        }
    }

    private static KeyPair read(String publicKey, String privateKey) {
        try {
            return new KeyPair(
                    P256.decode(Base64.getDecoder().decode(publicKey)),
                    KeyFactory.getInstance("EC")
                            .generatePrivate(
                                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(privateKey))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The keys for Web Push in the database are damaged", e);
        }
    }
}
