package com.sealkloud.chat.message;

import com.sealkloud.chat.api.Ids;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;

/** Refers to a message by its place, without a copy of its words. */
public record MessageRef(
        @NotNull @Pattern(regexp = Ids.PATTERN) String conversationId,
        @NotNull @Positive Long seq) {}
