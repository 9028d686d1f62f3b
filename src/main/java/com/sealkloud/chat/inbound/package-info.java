/**
 * What ticket services ask for through RabbitMQ, carried out in the rooms of their tickets.
 *
 * <p>They publish into {@code chat.inbound}; {@code InboundQueue} reads it and stores through
 * {@code RoomPosts} of {@code program}, {@code TicketRooms} of {@code ticket} and
 * {@code ChangedMessages} of {@code change}.
 */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "api",
            "change",
            "conversation",
            "deadletter",
            "lifecycle",
            "log",
            "message",
            "program",
            "rabbit",
            "text",
            "ticket"
        })
@NullMarked
package com.sealkloud.chat.inbound;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
