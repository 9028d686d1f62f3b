/**
 * Conversations and their members: who may read and post, and the storing of messages.
 *
 * <p>{@code ConversationService} takes the messages of people to {@code PostGroupCommit}, which
 * hands a message to a {@code GroupCommit} ({@code sql}), whose thread (or, when it is blocked, a
 * waiting caller) takes along what others have sent meanwhile. In their transaction {@code
 * PostStore} has {@code LogRows} lock the conversations, asks {@code ConversationAccess} whether
 * the sender may write, lets a {@code PostGate} such as {@code ClosedTickets} ({@code ownticket})
 * act first, and appends.
 *
 * <p>{@code MentionedMembers} finds, under the lock of the conversation, whom a text mentions when
 * it is posted or edited. The event names them, and notifications and the page use this answer.
 */
@ApplicationModule(allowedDependencies = {"account", "api", "log", "realtime", "session", "sql", "text"})
@NullMarked
package com.sealkloud.chat.conversation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
