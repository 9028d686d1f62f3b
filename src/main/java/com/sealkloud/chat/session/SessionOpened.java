package com.sealkloud.chat.session;

import java.security.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Published when somebody has connected to this node.
 *
 * @param expiresAt when the token behind it expires, if it does
 */
public record SessionOpened(
        String sessionId, Principal principal, @Nullable Instant expiresAt) {}
