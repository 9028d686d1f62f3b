package com.sealkloud.chat.conversation;

import jakarta.persistence.Embeddable;
import java.io.Serializable;

@Embeddable
record LogEntryId(String conversationId, long seq) implements Serializable {}
