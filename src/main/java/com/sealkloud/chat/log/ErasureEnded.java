package com.sealkloud.chat.log;

/**
 * An erasure has ended. Listeners are told within its last transaction, and remove what only served
 * what is gone.
 */
public record ErasureEnded() {}
