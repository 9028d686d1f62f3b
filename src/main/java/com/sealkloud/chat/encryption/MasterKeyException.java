package com.sealkloud.chat.encryption;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Refuses the start: the master key is missing, or is not the one under which the database was
 * sealed.
 */
class MasterKeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message a sentence for the operator */
    MasterKeyException(String message) {
        super(message);
    }

    static class Analyzer extends AbstractFailureAnalyzer<MasterKeyException> {

        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, MasterKeyException cause) {
            return new FailureAnalysis(
                    cause.getMessage(),
                    "Give the file with this installation's master key as CHAT_ENCRYPTION_KEYFILE, or its key of a key"
                            + " management service as CHAT_ENCRYPTION_KMS_KEY; after it was replaced, the former one as"
                            + " CHAT_ENCRYPTION_FORMERKEYFILE or CHAT_ENCRYPTION_KMS_FORMERKEY, too. Without it, what was sealed stays unreadable;"
                            + " see src/docs/encryption.md.",
                    cause);
        }
    }
}
