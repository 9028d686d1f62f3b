package com.sealkloud.chat.encryption;

import com.sealkloud.chat.encryption.StoredKeks.Wrapped;
import jakarta.annotation.PostConstruct;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The keys under which data keys are wrapped, unwrapped from {@link StoredKeks} with the master key
 * and kept in memory: all of them at the start, and what other nodes make later within half a
 * minute, before it is used. So no message waits longer than a moment for a key management service.
 */
@Component
class KeyEncryptionKeys {

    private static final Logger log = LoggerFactory.getLogger(KeyEncryptionKeys.class);

    private static final int ID_BYTES = 12;

    /** How many characters the id of a key has. */
    static final int ID_LENGTH = 2 * ID_BYTES;

    private final MasterKeys masters;
    private final EncryptionProperties properties;
    private final StoredKeks stored;
    private final KeylessNodes keyless;
    private final Map<String, SecretKey> keys = new ConcurrentHashMap<>();
    private final Map<String, Unwrapping> unwrappings = new ConcurrentHashMap<>();

    KeyEncryptionKeys(MasterKeys masters, EncryptionProperties properties, StoredKeks stored, KeylessNodes keyless) {
        this.masters = masters;
        this.properties = properties;
        this.stored = stored;
        this.keyless = keyless;
    }

    /**
     * @throws MasterKeyException if the database has keys that this node cannot unwrap, or if it
     *     would get the first one beside a node that could not read what is sealed with it
     */
    @PostConstruct
    void begin() {
        keyless.tell(exist());
        List<Wrapped> rows = stored.all();
        rows.forEach(row -> keys.put(
                row.kekId(),
                unwrap(row, masters.of(row.masterId()).orElseThrow(() -> new MasterKeyException(isMissing(row))))));
        masters.present()
                .ifPresent(master -> rows.stream()
                        .filter(row -> !row.masterId().equals(master.id()))
                        .forEach(row -> rewrap(row, master)));
        if (properties.enabled() && rows.isEmpty()) {
            createFirst();
        } else {
            requireOne();
        }
    }

    /** A restored database may be older than the first one. */
    void requireOne() {
        if (properties.enabled() && !stored.isOneInUse()) {
            create();
        }
    }

    private void createFirst() {
        String first = create();
        try {
            keyless.awaitNone();
        } catch (MasterKeyException e) {
            stored.remove(first);
            throw e;
        }
    }

    private String isMissing(Wrapped row) {
        return "The database was sealed under the master key " + row.masterId() + ", and "
                + masters.present()
                        .map(other -> "the one given is " + other.id())
                        .orElse("none is given")
                + ".";
    }

    private static SecretKey unwrap(Wrapped row, MasterKey master) {
        try {
            return Aead.key(master.unwrap(Base64.getDecoder().decode(row.wrapped()), context(row.kekId())));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new MasterKeyException(
                    "The key-encryption key " + row.kekId() + " was changed in the database: it cannot be unwrapped.");
        } catch (RuntimeException e) {
            throw new MasterKeyAwayException(e.getMessage(), e);
        }
    }

    /** The master key was replaced. */
    private void rewrap(Wrapped row, MasterKey master) {
        stored.replace(row, wrapped(row.kekId(), secret(row.kekId()), master));
        log.info("The key-encryption key {} is now wrapped under the master key {}", row.kekId(), master.id());
    }

    private static Wrapped wrapped(String kekId, SecretKey key, MasterKey master) {
        try {
            byte[] wrapped = master.wrap(key.getEncoded(), context(kekId));
            return new Wrapped(kekId, master.id(), Base64.getEncoder().encodeToString(wrapped));
        } catch (RuntimeException e) {
            throw new MasterKeyAwayException(e.getMessage(), e);
        }
    }

    private static byte[] context(String kekId) {
        return ("key-encryption key " + kekId).getBytes(StandardCharsets.US_ASCII);
    }

    static String newId() {
        return HexFormat.of().formatHex(Aead.random(ID_BYTES));
    }

    /** A new one that nobody uses yet. */
    record New(SecretKey key, Wrapped wrapped) {

        String kekId() {
            return wrapped.kekId();
        }

        @Override
        public String toString() {
            return kekId();
        }
    }

    /** @throws MasterKeyAwayException if the master key does not answer; never in a transaction */
    New generate() {
        SecretKey key = Aead.key(Aead.random(Aead.KEY_BYTES));
        return new New(key, wrapped(newId(), key, masters.present().orElseThrow()));
    }

    /** It is the newest one from the commit on, and the present one later. */
    void add(New made) {
        stored.add(made.wrapped());
        // Of a transaction that is rolled back, nobody asks for it.
        keys.put(made.kekId(), made.key());
    }

    String create() {
        New made = generate();
        add(made);
        return made.kekId();
    }

    /** @return whether this node can seal and open */
    boolean exist() {
        return masters.present().isPresent();
    }

    /** Begins to unwrap what other nodes have made since the start. */
    @Scheduled(fixedDelayString = "PT25S", initialDelayString = "PT25S")
    void load() {
        stored.all().stream().filter(row -> !keys.containsKey(row.kekId())).forEach(this::begun);
    }

    /**
     * @throws MasterKeyException if nobody can unwrap it
     * @throws MasterKeyAwayException if this node does not have it yet
     */
    SecretKey secret(String kekId) {
        SecretKey known = keys.get(kekId);
        if (known != null) {
            return known;
        }
        Unwrapping last = unwrappings.get(kekId);
        return last != null && !last.mayBeRepeated()
                ? last.await()
                : begun(stored.find(kekId)
                                .orElseThrow(
                                        () -> new IllegalStateException("There is no key-encryption key " + kekId)))
                        .await();
    }

    private Unwrapping begun(Wrapped row) {
        return Objects.requireNonNull(unwrappings.compute(
                row.kekId(),
                (kekId, last) -> last == null || last.mayBeRepeated()
                        ? Unwrapping.begin(kekId, () -> {
                            // Other nodes may have been given another master key since the start.
                            MasterKey master = masters.of(row.masterId())
                                    .orElseThrow(() -> new MasterKeyAwayException(
                                            "another one is needed", new MasterKeyException(isMissing(row))));
                            SecretKey found = unwrap(row, master);
                            keys.put(kekId, found);
                            return found;
                        })
                        : last));
    }
}
