package com.sealkloud.chat.provider;

import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/**
 * A token of the identity provider that is refused; the message is the reason, for the log only.
 */
public class NotAdmittedException extends InvalidBearerTokenException {

    private static final long serialVersionUID = 1L;

    NotAdmittedException(String reason) {
        super(reason);
    }
}
