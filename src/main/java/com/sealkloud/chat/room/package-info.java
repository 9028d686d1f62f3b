/**
 * Rooms of teams and tickets: opening, joining and leaving them, and their members.
 *
 * <p>{@code RoomDoor} has what people ask for, and {@code RoomPolicy} who may.
 * {@code RoomMembership} lets people in and puts them out, whoever has asked; it tells their
 * sessions with {@code AccessChanges} ({@code account}). {@code RoomPeople} keeps the roles of
 * those whom it concerns as they are. {@code RoomOpening} opens rooms, and {@code RoomChanges}
 * renames and archives them.
 */
@ApplicationModule(
        allowedDependencies = {"account", "api", "audit", "conversation", "log", "realtime", "session", "text"})
@NullMarked
package com.sealkloud.chat.room;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
