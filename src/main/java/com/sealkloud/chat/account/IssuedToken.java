package com.sealkloud.chat.account;

import java.time.Instant;

/**
 * The answer to a login.
 *
 * @param token the bearer token, shown only here
 */
record IssuedToken(String token, Instant expiresAt, String userId, String userName, Role userRole) {}
