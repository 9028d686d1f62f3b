package com.sealkloud.chat.epoch;

/**
 * The database has another epoch than this node knew: it was restored, and what was read of it
 * before is worthless. Every node publishes it to itself.
 */
public record EpochChanged(String epoch) {}
