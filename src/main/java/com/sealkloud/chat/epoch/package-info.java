/**
 * Which state of the database this is: clients and nodes forget what they know of another one.
 *
 * <p>Each node reads the {@code Epoch} of the database once a second. {@code EpochChanged} has what
 * is in memory forgotten, and {@code EpochFollower} ({@code session}) close all sockets.
 */
@ApplicationModule(allowedDependencies = {"audit", "lifecycle", "sql"})
@NullMarked
package com.sealkloud.chat.epoch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
