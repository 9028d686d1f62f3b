package com.sealkloud.chat.rabbitmq;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.util.ClassUtils;

/** The routing keys of {@code chat.inbound} for which the code does something. */
final class InboundKeys {

    /** Posts, whose key ends with the id of the room. */
    static final String POST = "room.";

    private InboundKeys() {}

    static Set<String> all() {
        Class<?> reader = ClassUtils.resolveClassName("com.sealkloud.chat.inbound.InboundReader", null);
        Object commands = ReflectionTestUtils.getField(reader, "COMMANDS");
        Set<String> keys = new TreeSet<>();
        ((Map<?, ?>) commands).keySet().forEach(key -> keys.add((String) key));
        keys.add((String) ReflectionTestUtils.getField(reader, "POST"));
        return keys;
    }
}
