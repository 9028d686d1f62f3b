/**
 * Removes messages by their age, except in conversations that are held.
 *
 * <p>{@code RetentionWorker} finds logs that begin too early ({@code AgedLogs}) and has
 * {@code ExpiredEvents} cut their beginning off, under the lock of the conversation.
 * {@code CutLogs} ({@code change}) removes the events with {@code EventContents} ({@code log}),
 * which tells of the messages as a deletion does ({@code ContentRemoved}). {@code LogCut} is for
 * what else is stored, {@code LogTrimmed} for what follows the commit. {@code Holds} keeps
 * conversations from it.
 */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "api",
            "audit",
            "change",
            "cluster",
            "conversation",
            "due",
            "fanout",
            "log",
            "sql",
            "text"
        })
@NullMarked
package com.sealkloud.chat.retention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
