/**
 * Start and stop of background work, and its behaviour during a database outage, for all features.
 *
 * <p>{@code StopPhases} gives the order: {@code Drain} ({@code session}) sends the clients away,
 * the web server finishes, {@code Outbox} ({@code outbox}) empties itself,
 * {@code ConfirmedPublisher} ({@code rabbit}) sends what is left.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package com.sealkloud.chat.lifecycle;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
