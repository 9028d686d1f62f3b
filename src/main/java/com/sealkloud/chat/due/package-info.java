/**
 * Queues in the database: rows that become due, are claimed by one node, and are retried after
 * failures.
 */
@ApplicationModule(allowedDependencies = {"lifecycle", "outgoing", "sql"})
@NullMarked
package com.sealkloud.chat.due;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
