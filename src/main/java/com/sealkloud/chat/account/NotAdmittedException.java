package com.sealkloud.chat.account;

import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/**
 * A token of the identity provider that is refused; the message is the reason, for the log only.
 */
class NotAdmittedException extends InvalidBearerTokenException {

    private static final long serialVersionUID = 1L;

    NotAdmittedException(String reason) {
        super(reason);
    }
}
