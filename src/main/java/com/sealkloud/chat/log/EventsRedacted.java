package com.sealkloud.chat.log;

import java.util.List;

/**
 * Personal data was taken out of events. Listeners are told within the transaction that does it,
 * and change their copies likewise.
 */
public record EventsRedacted(String conversationId, List<LogEntryId> ids, Redaction redaction) {}
