/**
 * Queues in the database: rows that become due, are claimed by one node, and are retried after
 * failures.
 *
 * <p>A feature describes its table as a {@code DueTable}, which {@code DueRows} reads and changes
 * as a queue. {@code DueWorker} processes what is due, {@code DueCalls} the calls to other servers.
 * {@code BackOff} says when to try again, and {@code WaitingGauges} how much waits. {@code OldRows}
 * deletes what is too old.
 */
@ApplicationModule(allowedDependencies = {"lifecycle", "outgoing", "sql"})
@NullMarked
package com.sealkloud.chat.due;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
