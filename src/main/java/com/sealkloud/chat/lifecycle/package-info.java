/**
 * Start and stop of background work, and its behaviour during a database outage, for all features.
 *
 * <p>{@code StopPhases} gives the order: {@code Drain} sends the clients away, the web server
 * finishes, {@code Outbox} empties itself, {@code ConfirmedPublisher} sends what is left.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package com.sealkloud.chat.lifecycle;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
