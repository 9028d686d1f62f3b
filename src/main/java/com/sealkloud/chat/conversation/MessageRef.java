package com.sealkloud.chat.conversation;

import com.sealkloud.chat.api.Ids;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;

/** Names a message, whose words are those that it has when somebody looks. */
public record MessageRef(
        @NotNull @Pattern(regexp = Ids.PATTERN) String conversationId,
        @NotNull @Positive Long seq) {}
