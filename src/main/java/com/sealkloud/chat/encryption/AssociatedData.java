package com.sealkloud.chat.encryption;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a sealed text stands. It is authenticated with the text, so that rows cannot be swapped.
 *
 * @param column table and column
 * @param conversationId empty for what belongs to no conversation
 * @param seq of an event; 0 for what is none
 * @param type of an event; of what is none, its id
 */
public record AssociatedData(String column, String conversationId, long seq, String type) {

    /** @return what an operator finds it by */
    @Override
    public String toString() {
        return Stream.of(column, conversationId, seq == 0 ? "" : Long.toString(seq), type)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("/"));
    }

    /** @return all of it and the id of the key, each part behind its length */
    byte[] authenticated(String version, String keyId) {
        byte[][] parts = Stream.of(version, column, conversationId, Long.toString(seq), type, keyId)
                .map(part -> part.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        int length = 0;
        for (byte[] part : parts) {
            length += Integer.BYTES + part.length;
        }
        ByteBuffer buffer = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            buffer.putInt(part.length).put(part);
        }
        return buffer.array();
    }
}
