package com.sealkloud.chat.program;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.log.Cause;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for something over AMQP, and how it is recognised when it comes again.
 *
 * @param key makes repeating harmless, {@link Ids#PATTERN}; without one every delivery counts
 * @param digest of what is asked for: another content under the same key is refused
 * @param correlationId stands in the envelopes of the events that come of it
 */
public record ProgramRequest(
        Person sender,
        @Nullable String key,
        String digest,
        @Nullable String correlationId) {

    public Cause cause() {
        return new Cause(sender.userId(), correlationId);
    }
}
