/**
 * Requests of programs: which were carried out before, and messages into the rooms of tickets.
 *
 * <p>A {@code ProgramRequest} says who asks, and how it is recognised when it comes again.
 * {@code ProgramRequests} remembers what was carried out, and {@code RoomPosts} stores messages.
 * {@code inbound} reads the requests of ticket services; what they do to tickets is carried out by
 * {@code TicketRooms} ({@code ticket}).
 */
@ApplicationModule(allowedDependencies = {"account", "api", "conversation", "log", "message", "room", "sql"})
@NullMarked
package com.sealkloud.chat.program;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
