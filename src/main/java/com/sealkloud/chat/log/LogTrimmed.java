package com.sealkloud.chat.log;

import java.time.Instant;

/**
 * The events of a log before one were removed. Listeners are told after the commit, outside of a
 * transaction; of the messages {@link WordsTaken} has told within it.
 *
 * @param firstSeq the number of the first event that is kept; behind the last one if none is
 * @param before what happened until then was removed
 */
public record LogTrimmed(String conversationId, long firstSeq, Instant before) {}
