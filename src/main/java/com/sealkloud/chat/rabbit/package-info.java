/** RabbitMQ as a program talks to it: publishing that is confirmed, and listeners that take messages in batches. */
@ApplicationModule(allowedDependencies = "lifecycle")
@NullMarked
package com.sealkloud.chat.rabbit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
