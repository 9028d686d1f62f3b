/**
 * What happens to messages after they were sent: edits, deletion, reactions.
 *
 * <p>{@code ChangedMessages} edits and deletes messages and puts reactions on them, under the lock
 * of the conversation; {@code ChangePolicy} decides who may. {@code EventContents} ({@code log})
 * replaces what the event of the message says in the log, and keeps what was first written until it
 * is deleted. The event that tells of it is the next of the log, so {@code RecentEvents} notices
 * that what it holds is out of date, on every node. Reactions are rows of their own, which {@code
 * ShownReactions} adds to the messages that {@code History} reads ({@code AboutMessages}), and so
 * does {@code Pins} ({@code pin}). {@code ContentRemoved} ({@code log}) tells other packages, in
 * the transaction of a deletion, to take away their copies.
 */
@ApplicationModule(
        allowedDependencies = {"account", "api", "audit", "conversation", "log", "message", "realtime", "sql", "text"})
@NullMarked
package com.sealkloud.chat.change;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
