package com.sealkloud.chat.account;

/** Published on every node within a second after a user has lost or gained rights. */
public record AccessChanged(String userId) {}
