/**
 * RabbitMQ over AMQP: confirmed publishing, and listeners that receive batches.
 *
 * <p>{@code ConfirmedPublisher} publishes; {@code BatchContainers} makes the listeners. Nothing is
 * declared here: the objects of the broker are in {@code broker/definitions.json}.
 */
@ApplicationModule(allowedDependencies = "lifecycle")
@NullMarked
package com.sealkloud.chat.rabbit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
