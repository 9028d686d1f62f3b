/**
 * The log of a conversation: the types of events, appending them under the lock of its head, and
 * reading them for history and catching up.
 *
 * <p>{@code ConversationLog} takes the next number, makes the event, writes it out as JSON once and
 * hands it to the one {@code EventSink}; {@code PostRows} ({@code message}) stores it as a
 * {@code LogEntry}. {@code History} reads ranges of it, and {@code RecentEvents} keeps the ends
 * that everybody asks for at once. Rows change in three places: {@code EventContents} (edits,
 * deletions, and retention, which deletes rows), {@code EventRedactions} (erasure of people) and
 * {@code SealableLog} (sealing what was stored before). {@code EventTypes} knows the types of the
 * features; an event of an unknown type, which a newer node has logged, is served as it was stored.
 * {@code StoredPayloads} stands between all of them and the rows, which may be sealed.
 */
@ApplicationModule(allowedDependencies = {"account", "api", "encryption", "epoch", "sql", "text"})
@NullMarked
package com.sealkloud.chat.log;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
