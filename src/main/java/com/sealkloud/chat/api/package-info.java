/**
 * Common parts of STOMP, REST and AMQP: ids, pages and cursors, refusals, and messages for bodies
 * that cannot be bound.
 */
@ApplicationModule(allowedDependencies = "text")
@NullMarked
package com.sealkloud.chat.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
