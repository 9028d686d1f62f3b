package com.sealkloud.chat.log;

import jakarta.persistence.Embeddable;
import java.io.Serializable;

@Embeddable
public record LogEntryId(String conversationId, long seq) implements Serializable {}
