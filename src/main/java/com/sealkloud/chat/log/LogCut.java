package com.sealkloud.chat.log;

import java.time.Instant;

/**
 * The events of a log before one are being removed. Listeners are told within the transaction that
 * does it, so that what they remove goes with them; of the words {@link ContentRemoved} tells.
 *
 * @param firstSeq the number of the first event that is kept; behind the last one if none is
 * @param before what happened until then is removed
 */
public record LogCut(String conversationId, long firstSeq, Instant before) {}
