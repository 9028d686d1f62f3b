package com.sealkloud.chat.account;

import java.time.Instant;

/**
 * The answer to a log-in.
 *
 * @param token the bearer token, shown this once
 */
record IssuedToken(String token, Instant expiresAt, String userId, String userName, Role userRole) {}
