/**
 * Search for messages and titles: the index, the worker that keeps it, and queries.
 *
 * <p>{@code IndexUpdates} hears the events and has {@code Indexer} read the logs on from where
 * {@code SearchPositions} says that the index has stopped, one turn each; {@code IndexSweep} finds
 * the logs where it is behind. A deletion removes its message from the index in its own transaction
 * ({@code ContentRemoved} of {@code log}), under the lock of the position. {@code Search} asks
 * {@code ReadableConversations} ({@code conversation}) for each query, and compares the messages
 * that the index names, as they are now, with the words of the {@code Query}. {@code WordIndex} is
 * the index in PostgreSQL, which {@code WordWindows} queries, and {@code ScannedIndex} that in H2.
 * With encryption at rest both have hashes with a key instead of words ({@code KeyedWords}). {@code
 * AnswerSlots} hides what a search has passed over.
 */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "api",
            "audit",
            "cluster",
            "conversation",
            "due",
            "encryption",
            "lifecycle",
            "log",
            "outbox",
            "realtime",
            "sql",
            "text"
        })
@NullMarked
package com.sealkloud.chat.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
