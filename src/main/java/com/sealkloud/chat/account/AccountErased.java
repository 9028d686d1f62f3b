package com.sealkloud.chat.account;

/**
 * Somebody's account is being erased. Listeners remove what they keep of this user, within the
 * transaction. It is published again when the erasure ends, for what was written meanwhile.
 */
public record AccountErased(String userId, String formerName) {}
