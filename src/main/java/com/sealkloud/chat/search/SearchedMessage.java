package com.sealkloud.chat.search;

import com.sealkloud.chat.search.Criteria.Has;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What can be found of a message: its words and the names of its files.
 *
 * @param fileNames of files that are not removed
 */
record SearchedMessage(
        String conversationId,
        long seq,
        String messageId,
        String senderId,
        String senderName,
        Instant sentAt,
        String content,
        List<String> fileNames,
        boolean hasImage) {

    private static final Pattern LINK = Pattern.compile("(?i)(?<![\\p{L}\\p{N}])(?:https?://|www\\.)[^\\s.]");

    /** @return whether an event of a log is a message that still has its words */
    static boolean isPresent(JsonNode event) {
        return event.path("messageId").isString()
                && event.path("targetSeq").isMissingNode()
                && !event.path("deleted").asBoolean(false)
                && !event.path("unreadable").asBoolean(false);
    }

    static SearchedMessage of(JsonNode event) {
        List<JsonNode> files = event.path("attachments")
                .valueStream()
                .filter(file -> !file.path("status").asString("").equals("removed"))
                .toList();
        return new SearchedMessage(
                event.path("conversationId").asString(""),
                event.path("seq").asLong(0),
                event.path("messageId").asString(""),
                event.path("senderId").asString(""),
                event.path("senderName").asString(""),
                Instant.parse(event.path("timestamp").asString("")),
                event.path("content").asString(""),
                files.stream().map(file -> file.path("name").asString("")).toList(),
                files.stream()
                        .anyMatch(file -> file.path("contentType").asString("").startsWith("image/")));
    }

    /** @return all that is searched */
    String text() {
        return fileNames.isEmpty() ? content : content + "\n" + String.join("\n", fileNames);
    }

    /** @return how much of it is searched */
    int length() {
        return content.length() + fileNames.stream().mapToInt(String::length).sum();
    }

    boolean has(Has feature) {
        return switch (feature) {
            case FILE -> !fileNames.isEmpty();
            case LINK -> LINK.matcher(content).find();
            case IMAGE -> hasImage;
        };
    }
}
