package com.sealkloud.chat.log;

import com.sealkloud.chat.account.Person;
import org.jspecify.annotations.Nullable;

/**
 * Who caused an event.
 *
 * @param correlationId what a program called its request; it stands in the event's envelope
 */
public record Cause(String actorId, @Nullable String correlationId) {

    private static final String NOBODY = "system";

    /** The service itself. */
    public static final Cause SYSTEM = new Cause(NOBODY, null);

    public static Cause of(Person person) {
        return new Cause(person.userId(), null);
    }

    /** @return who it was; null for the service itself */
    @Nullable
    public String userId() {
        return actorId.equals(NOBODY) ? null : actorId;
    }
}
