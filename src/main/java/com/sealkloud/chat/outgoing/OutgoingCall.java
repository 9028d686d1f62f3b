package com.sealkloud.chat.outgoing;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * A POST to somebody else's server.
 *
 * @param timeout for everything, from looking up the name to the end of the answer
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares calls, and none is changed
public record OutgoingCall(URI address, Map<String, String> headers, byte[] body, Duration timeout) {}
