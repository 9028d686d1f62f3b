package com.sealkloud.chat.log;

/**
 * The words of an event are being taken away. Listeners are told within the transaction that does
 * it, and take away their copies.
 */
public record WordsTaken(LogEntryId id) {}
