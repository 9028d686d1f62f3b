package com.sealkloud.chat.account;

/** Published on every node within a second after somebody may do less, or more, than before. */
public record AccessChanged(String userId) {}
