package com.sealkloud.chat.relay;

/** Published when this node hears the broker, again or for the first time; what was sent before that it has not heard. */
public record RelayRestored() {}
