/**
 * Common parts of STOMP, REST and AMQP: ids, pages and cursors, refusals, and messages for bodies
 * that cannot be bound.
 *
 * <p>{@code BodyBinder} makes a checked record of a body, and {@code Refusal} is thrown by whoever
 * refuses. {@code Ids} makes and checks ids, and {@code Page} is what lists answer.
 */
@ApplicationModule(allowedDependencies = "text")
@NullMarked
package com.sealkloud.chat.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
