package com.sealkloud.chat.log;

import com.sealkloud.chat.account.Role;
import org.jspecify.annotations.Nullable;

/** Something that somebody, or a program, has said. */
public interface ChatMessage extends ConversationEvent {

    String messageId();

    String senderId();

    String senderName();

    Role senderRole();

    /** Raw text; making it safe to show is the client's work. */
    String content();

    /** What its sender called it; makes sending again harmless. */
    @Nullable
    String clientMessageId();

    @Override
    default String routingKey() {
        return "message.created";
    }
}
