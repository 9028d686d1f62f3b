package com.sealkloud.chat.conversation;

import jakarta.persistence.Embeddable;
import java.io.Serializable;

@Embeddable
public record ParticipantId(String conversationId, String userId) implements Serializable {}
