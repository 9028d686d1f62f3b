/** Ticket services: what they ask for through RabbitMQ, the letters that could not be processed, transcripts. */
@ApplicationModule(allowedDependencies = {"account", "lifecycle", "realtime", "conversation"})
@NullMarked
package com.sealkloud.chat.ticket;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
