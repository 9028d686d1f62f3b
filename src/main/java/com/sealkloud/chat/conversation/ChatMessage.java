package com.sealkloud.chat.conversation;

import com.sealkloud.chat.account.Role;
import org.jspecify.annotations.Nullable;

/** Something that somebody, or a program, has said. */
public sealed interface ChatMessage extends ConversationEvent permits DirectMessage, RoomMessage {

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
