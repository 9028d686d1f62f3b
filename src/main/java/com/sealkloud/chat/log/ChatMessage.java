package com.sealkloud.chat.log;

import com.sealkloud.chat.account.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A durable event that is a message, of a person or of a program. */
public interface ChatMessage extends ConversationEvent {

    String messageId();

    String senderId();

    String senderName();

    Role senderRole();

    /**
     * Raw text as it is now, empty once it was deleted, or of files alone; making it safe to show
     * is the client's work.
     */
    String content();

    /** @return its files; null if it has none */
    @Nullable
    List<Attachment> attachments();

    /** @return the members whom it mentions; null for none */
    @Nullable
    List<String> mentions();

    /** What its sender called it; makes sending again harmless. */
    @Nullable
    String clientMessageId();

    /** @return when its words were last replaced */
    @Nullable
    Instant editedAt();

    /** @return true if its words were taken away; its place in the log stays */
    @Nullable
    Boolean deleted();

    @Override
    default String routingKey() {
        return "message.created";
    }
}
