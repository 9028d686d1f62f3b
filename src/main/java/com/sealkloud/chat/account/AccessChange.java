package com.sealkloud.chat.account;

/** A note that a user's rights have changed, which every node reads. */
record AccessChange(long id, String userId) {}
