package com.sealkloud.chat.log;

import java.util.List;

/**
 * The words of a message are being taken away. Listeners are told within the transaction that does
 * it, and take away their copies.
 *
 * @param edits the events that tell of its edits, whose words go with it
 */
public record WordsTaken(LogEntryId id, List<LogEntryId> edits) {}
