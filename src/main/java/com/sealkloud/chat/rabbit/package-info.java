/** RabbitMQ over AMQP: confirmed publishing, and listeners that receive batches. */
@ApplicationModule(allowedDependencies = "lifecycle")
@NullMarked
package com.sealkloud.chat.rabbit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
