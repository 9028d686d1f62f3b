package com.sealkloud.chat.audit;

import org.jspecify.annotations.Nullable;

/** What is to become an {@link AuditEntry} when the transaction ends. */
record AuditNote(
        @Nullable String actor,
        String action,
        @Nullable String target,
        @Nullable String address,
        @Nullable String before,
        @Nullable String after) {}
