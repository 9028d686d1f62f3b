package com.sealkloud.chat.room;

import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.log.Cause;

/**
 * A ticket has another requester, or none, because of who was brought into its room or put out of
 * it. Published within the transaction.
 */
public record RequesterChanged(Conversation room, Cause cause) {}
