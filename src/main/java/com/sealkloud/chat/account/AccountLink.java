package com.sealkloud.chat.account;

import java.time.Instant;

/** A row of {@code account_link}. */
record AccountLink(String userId, LinkPurpose purpose, Instant expiresAt, boolean isEnded) {}
