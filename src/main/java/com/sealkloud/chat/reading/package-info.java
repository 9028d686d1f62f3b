/**
 * How far the members of conversations have read, and that the others hear of it.
 *
 * <p>{@code Reading} moves a read mark, which is columns of the member's row. {@code ReadPace} has
 * {@code ReadMarks} publish it, a few of each reader. The package {@code unread} puts marks back.
 */
@ApplicationModule(allowedDependencies = {"account", "api", "conversation", "lifecycle", "outbox", "realtime", "sql"})
@NullMarked
package com.sealkloud.chat.reading;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
