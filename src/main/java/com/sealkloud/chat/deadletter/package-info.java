/**
 * Dead letters: messages of any queue that could not be processed, stored, listed, replayed and
 * dropped.
 *
 * <p>{@code DeadLetters} stores what a listener of this service cannot process,
 * {@code DeadLetterQueue} what RabbitMQ has dead-lettered itself. {@code DeadLetterPages} lists
 * them, and {@code DeadLetterBox} replays them in the name of the account that has sent them
 * ({@code ProvenSender}). {@code ErasedLetters} removes those about somebody who is erased
 * ({@code AboutPerson}) and those that tell of removed contents.
 */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "api",
            "audit",
            "due",
            "encryption",
            "lifecycle",
            "log",
            "outbox",
            "rabbit",
            "sql",
            "text"
        })
@NullMarked
package com.sealkloud.chat.deadletter;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
