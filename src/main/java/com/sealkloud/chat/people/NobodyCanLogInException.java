package com.sealkloud.chat.people;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Refuses the start: there is no account, and no configuration that could create one. */
class NobodyCanLogInException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NobodyCanLogInException() {
        super("There is no account, no administrator and no identity provider");
    }

    static class Analyzer extends AbstractFailureAnalyzer<NobodyCanLogInException> {

        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, NobodyCanLogInException cause) {
            return new FailureAnalysis(
                    "Nobody could log in: the database has no account, and neither an administrator nor an identity"
                            + " provider is configured.",
                    "Set CHAT_ADMIN_PASSWORD to create the administrator 'admin', or set"
                            + " spring.security.oauth2.resourceserver.jwt.issuer-uri or spring.security.oauth2.client.*"
                            + " to trust the helpdesk's identity provider. To try the chat with demo accounts, set CHAT_DEMO=true.",
                    cause);
        }
    }
}
