package com.sealkloud.chat.log;

import org.jspecify.annotations.Nullable;

/**
 * A type of durable event. The package that owns it registers it by a bean, so that what stands in
 * the log can be read back.
 *
 * @param name as {@link ConversationEvent#type} gives it; stands in the database, and never changes
 * @param clientForm null if everybody gets the same
 */
public record EventType(
        String name,
        Class<? extends ConversationEvent> event,
        Shows shows,
        @Nullable ClientForm clientForm) {

    /** How readers of the log see events of a type. */
    public enum Shows {
        /** As a line of its own. */
        LINE,
        /** By what is told about an earlier line. */
        STATE,
        /** By the words of an earlier line, which are stored anew together with the event. */
        WORDS
    }

    public EventType(String name, Class<? extends ConversationEvent> event) {
        this(name, event, Shows.LINE);
    }

    public EventType(String name, Class<? extends ConversationEvent> event, Shows shows) {
        this(name, event, shows, null);
    }
}
