/**
 * From the commit to the broker: publishes what has been logged, and finds what a crash has left
 * unpublished.
 *
 * <p>{@code OutboxWriter} gets all that a transaction logs and writes one row for it.
 * {@code Outbox} receives the events just before the commit and publishes them after it, in the
 * order of the commits, by one thread: {@code Publications} has written the JSON for the topics and
 * an {@code EventEnvelope} for programs. They go to a {@code Broadcast} ({@code fanout}), to the
 * {@code EventFeed} and to the {@code EventSubscribers}. {@code PublishedMarks} deletes the rows of
 * what RabbitMQ has confirmed and all subscribers have heard, many at once, and {@code OutboxSweep}
 * finds those that a crash or a subscriber that refused has left. A row names the topics of its
 * events ({@code Route}), so that a node of an older version can publish events that it does not
 * know.
 */
@ApplicationModule(allowedDependencies = {"account", "api", "cluster", "fanout", "lifecycle", "log", "rabbit", "sql"})
@NullMarked
package com.sealkloud.chat.outbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
