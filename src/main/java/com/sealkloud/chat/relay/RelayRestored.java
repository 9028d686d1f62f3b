package com.sealkloud.chat.relay;

/**
 * Published when this node receives from the broker, again or for the first time; it missed what
 * was sent before.
 */
public record RelayRestored() {}
