package com.sealkloud.chat.token;

/**
 * Published within the transaction that ends all logins of a user, for features that store data of
 * the user's devices.
 */
public record LogInsEnded(String userId) {}
