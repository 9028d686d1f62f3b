package com.sealkloud.chat.encryption;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.audit.AuditLog;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The state of encryption at rest, and the rotation of its key, for administrators. */
@RestController
@RequestMapping("/api/v1/encryption")
@PreAuthorize("hasAuthority('admin')")
class EncryptionController {

    private final Sealing sealing;
    private final WrappedKeys keys;
    private final KeyEncryptionKeys keks;
    private final StoredKeks storedKeks;
    private final MasterKeys masters;
    private final SealingWorker worker;
    private final AuditLog audit;
    private final TransactionTemplate transactions;

    EncryptionController(
            Sealing sealing,
            WrappedKeys keys,
            KeyEncryptionKeys keks,
            StoredKeks storedKeks,
            MasterKeys masters,
            SealingWorker worker,
            AuditLog audit,
            TransactionTemplate transactions) {
        this.sealing = sealing;
        this.keys = keys;
        this.keks = keks;
        this.storedKeks = storedKeks;
        this.masters = masters;
        this.worker = worker;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * How it stands; what follows {@code enabled} is absent if it is switched off.
     *
     * @param masterKeyId tells master keys apart
     * @param keyId of the newest key-encryption key
     * @param keys how many data keys there are
     * @param keysToWrap how many of them are not wrapped under that key yet
     * @param isThrough whether the node that answers has found all sealed since its start
     * @param conversationsLeft how many it has not looked through yet
     * @param filesLeft how many of those that it has not looked through are not sealed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EncryptionState(
            boolean enabled,
            @Nullable String masterKeyId,
            @Nullable String keyId,
            @Nullable Long keys,
            @Nullable Long keysToWrap,
            @Nullable Boolean isThrough,
            @Nullable Long conversationsLeft,
            @Nullable Long filesLeft) {}

    @GetMapping
    EncryptionState state() {
        if (!sealing.isOn()) {
            return new EncryptionState(false, null, null, null, null, null, null, null);
        }
        WrappedKeys.Counts counts = keys.counts();
        SealingWorker.Left left = worker.left();
        return new EncryptionState(
                true,
                masters.present().map(MasterKey::id).orElse(null),
                storedKeks.newest(),
                counts.keys(),
                counts.toWrap(),
                worker.isThrough(),
                left.conversations(),
                left.files());
    }

    /**
     * Makes another key-encryption key. The worker wraps the data keys anew, a minute later if
     * other nodes have to learn of it, and looks once more whether all is sealed.
     */
    @PostMapping("/rotation")
    @ResponseStatus(HttpStatus.ACCEPTED)
    EncryptionState rotate() {
        if (!sealing.isOn()) {
            throw new Refusal(RefusalCode.CONFLICT, "Encryption is switched off.");
        }
        KeyEncryptionKeys.New made = keks.generate();
        transactions.executeWithoutResult(status -> {
            String before = storedKeks.newest();
            keks.add(made);
            audit.record("encryption.rotated", null, Map.of("keyId", before), Map.of("keyId", made.kekId()));
        });
        worker.lookAgain();
        return state();
    }
}
