package com.sealkloud.chat.mail;

import java.time.Instant;

/**
 * A row of {@code outgoing_mail}.
 *
 * @param about what the mail is about, such as a user's id
 * @param attempts how often it was tried, the present time included
 */
record QueuedMail(String mailId, String kind, String about, int attempts, Instant createdAt) {}
