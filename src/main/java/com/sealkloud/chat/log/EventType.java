package com.sealkloud.chat.log;

/**
 * A type of durable event. The package that owns it registers it by a bean, so that what stands in
 * the log can be read back.
 *
 * @param name as {@link ConversationEvent#type} gives it; stands in the database, and never changes
 */
public record EventType(String name, Class<? extends ConversationEvent> event) {}
