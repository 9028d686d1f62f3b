package com.sealkloud.chat.encryption;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Seals what is written into the database, if that is switched on, and opens what is read from it,
 * sealed or not. Whoever stores words of conversations or secrets calls it, once for each column.
 */
@Component
public class Sealing {

    private final DataKeys keys;
    private final KeyEncryptionKeys keks;
    private final UnreadableTexts unreadable;
    private final boolean enabled;

    Sealing(DataKeys keys, KeyEncryptionKeys keks, UnreadableTexts unreadable, EncryptionProperties properties) {
        this.keys = keys;
        this.keks = keks;
        this.unreadable = unreadable;
        this.enabled = properties.enabled();
    }

    /** @return whether what is written is sealed */
    public boolean isOn() {
        return enabled;
    }

    /** @return whether the database may have something that is sealed */
    public boolean isPossible() {
        return keks.exist();
    }

    /** @return whether this is the stored form of a sealed text */
    public static boolean isSealed(String stored) {
        return Envelope.isSealed(stored);
    }

    /** @return a pattern of SQL for the stored form of sealed texts */
    public static String pattern() {
        return Envelope.MARK + "%";
    }

    /**
     * @return the form in which it is to be stored at this place: the text itself if sealing is
     *     switched off
     */
    public String seal(AssociatedData associated, String text) {
        return enabled ? Envelope.seal(keys.present(associated.conversationId()), associated, text) : text;
    }

    /** The same for a column that may be empty. */
    public @Nullable String sealNullable(AssociatedData associated, @Nullable String text) {
        return text == null ? null : seal(associated, text);
    }

    /**
     * @return the text that is stored at this place; nothing if it was changed there, or its key is
     *     gone. It must not be called while the rows of a query are read: it may need one of its
     *     own
     */
    public Optional<String> open(AssociatedData associated, String stored) {
        if (!Envelope.isSealed(stored)) {
            return Optional.of(stored);
        }
        Optional<String> text = Envelope.keyId(stored)
                .filter(keyId -> keks.exist())
                .flatMap(keys::byId)
                .flatMap(key -> Envelope.open(key, associated, stored));
        if (text.isEmpty()) {
            unreadable.found(associated);
        }
        return text;
    }

    /** Gets the keys of many texts at once, before they are opened one after the other. */
    public void prepare(Collection<@Nullable String> stored) {
        List<String> keyIds = stored.stream()
                .filter(Objects::nonNull)
                .filter(Envelope::isSealed)
                .flatMap(text -> Envelope.keyId(text).stream())
                .toList();
        if (!keyIds.isEmpty() && keks.exist()) {
            keys.load(keyIds);
        }
    }

    /** @return the key of hashes that are made from now on; nothing if sealing is switched off */
    public Optional<String> keyOfHashes() {
        return enabled ? Optional.of(keys.present("").keyId()) : Optional.empty();
    }

    /** @return hashes with that key; nothing if it is gone */
    public Optional<KeyedHash> hashes(String keyId, String purpose) {
        return keys.byId(keyId).map(key -> KeyedHash.of(key, purpose));
    }

    /**
     * The conversation's messages were erased: its key is destroyed as soon as what is left was
     * sealed anew, so that older copies of the database tell nothing without a copy of the key.
     */
    public void forget(Collection<String> conversationIds) {
        if (enabled) {
            keys.retire(conversationIds);
        }
    }
}
