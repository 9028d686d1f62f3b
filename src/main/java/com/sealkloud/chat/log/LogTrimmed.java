package com.sealkloud.chat.log;

/**
 * The events of a log before one were removed. Listeners are told after the commit, outside of a
 * transaction, unless the node was killed: this is for what is in memory or on screens, {@link
 * LogCut} for what is stored.
 *
 * @param firstSeq the number of the first event that is kept; behind the last one if none is
 */
public record LogTrimmed(String conversationId, long firstSeq) {}
