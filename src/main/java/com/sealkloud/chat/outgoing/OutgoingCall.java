package com.sealkloud.chat.outgoing;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * A POST to another server.
 *
 * @param timeout for everything, from the DNS lookup to the end of the answer
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares calls, and none is changed
public record OutgoingCall(URI address, Map<String, String> headers, byte[] body, Duration timeout) {}
