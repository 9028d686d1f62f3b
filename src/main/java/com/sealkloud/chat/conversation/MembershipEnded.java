package com.sealkloud.chat.conversation;

/** Published in the transaction that takes somebody out of a conversation. */
public record MembershipEnded(String conversationId, String userId) {}
