package com.sealkloud.chat.lifecycle;

/**
 * The scheduler of tasks that wait for nothing, neither the database nor the broker, and must be on
 * time while those hang: heartbeats, and the ends of connections that do not go on.
 */
public final class Timers {

    /** The name of the bean, for {@code @Scheduled(scheduler = …)}. */
    public static final String TIMERS = "timers";

    private Timers() {}
}
