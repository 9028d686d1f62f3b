package com.sealkloud.chat.retention;

import java.time.Instant;

/** That a conversation is kept, whatever its age; why, and who has said so. */
record Hold(String conversationId, String reason, String heldBy, Instant heldAt) {}
