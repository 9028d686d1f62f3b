/**
 * Erasure of people and of single conversations, and the ledger that repeats it after a restore.
 *
 * <p>{@code Erasures} takes requests, and {@code RepeatedErasures} what the ledger has after a
 * restore. {@code ErasureStart} ends what the account has at once: {@code AccountErased}
 * ({@code account}) tells the packages to remove their rows. {@code ErasureWorker} goes through the
 * conversations: {@code Departures} ({@code ticket}) takes the person out of each,
 * {@code ErasedMessages} ({@code change}) deletes messages as anybody's deletion does, and
 * {@code EventRedactions} ({@code log}) replaces the name in stored events; {@code EventsRedacted}
 * ({@code log}) tells the packages that have copies. {@code ErasureLedger} is a file outside the
 * database, from which a restored one is brought up to date at the start.
 */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "api",
            "audit",
            "change",
            "conversation",
            "disk",
            "due",
            "encryption",
            "log",
            "retention",
            "sql",
            "text",
            "ticket",
            "token"
        })
@NullMarked
package com.sealkloud.chat.erasure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
