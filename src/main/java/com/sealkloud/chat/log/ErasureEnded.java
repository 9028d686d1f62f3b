package com.sealkloud.chat.log;

/**
 * An erasure, or a round of retention, has ended. Listeners are told within a transaction, and
 * remove what only served what is gone.
 */
public record ErasureEnded() {}
