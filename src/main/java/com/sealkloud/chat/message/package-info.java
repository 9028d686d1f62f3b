/**
 * Messages: taken from people, stored in the logs of their conversations.
 *
 * <p>{@code MessageController} has {@code MessageService} take the messages of people to
 * {@code PostGroupCommit}, which hands a message to a {@code GroupCommit} ({@code sql}), whose
 * thread (or, when it is blocked, a waiting caller) takes along what others have sent meanwhile. In
 * their transaction {@code PostStore} has {@code LogRows} lock the conversations, asks
 * {@code ConversationAccess} (both of {@code conversation}) whether the sender may write, lets a
 * {@code PostGate} such as {@code ClosedTickets} ({@code ownticket}) act first, and appends by
 * {@code PostRows}. Programs post through {@code RoomPosts} ({@code program}), and {@code change}
 * has what happens to messages afterwards.
 */
@ApplicationModule(
        allowedDependencies = {"account", "api", "conversation", "log", "realtime", "session", "sql", "text"})
@NullMarked
package com.sealkloud.chat.message;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
