package com.sealkloud.chat.people;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Refuses the start because of who could log in, and says what to set. */
class AccountsRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    private AccountsRefusedException(String description, String action) {
        super(description);
        this.action = action;
    }

    /** There is no account, and no configuration that could create one. */
    static AccountsRefusedException nobodyCanLogIn() {
        return new AccountsRefusedException(
                "Nobody could log in: the database has no account, and neither an administrator nor an identity"
                        + " provider is configured.",
                "Set CHAT_ADMIN_PASSWORD to create the administrator 'admin', or set"
                        + " spring.security.oauth2.resourceserver.jwt.issuer-uri or spring.security.oauth2.client.*"
                        + " to trust the helpdesk's identity provider. To try the chat with demo accounts, set"
                        + " CHAT_DEMO=true.");
    }

    /** The demo accounts would appear beside others, and nobody has asked for them. */
    static AccountsRefusedException unwantedDemo() {
        return new AccountsRefusedException(
                "The database has accounts of its own, and no setting says whether the demo accounts, whose password"
                        + " everybody knows, are wanted beside them.",
                "Set CHAT_DEMO=false to start without them. Set CHAT_DEMO=true only to try the chat.");
    }

    static class Analyzer extends AbstractFailureAnalyzer<AccountsRefusedException> {

        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, AccountsRefusedException cause) {
            return new FailureAnalysis(cause.getMessage(), cause.action, cause);
        }
    }
}
