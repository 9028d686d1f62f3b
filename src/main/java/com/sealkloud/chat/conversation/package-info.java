/**
 * Conversations and their members: who may see, read and post.
 *
 * <p>{@code Conversation} is a row with the head of a log, and {@code Participant} a membership.
 * {@code ConversationAccess} decides who may do what, {@code ConversationController} shows
 * conversations, and {@code DirectConversations} begins those of two people. Features append events
 * of their own through {@code LockedConversations}; the package {@code message} stores messages.
 *
 * <p>{@code Mentions} reads a text that is posted or edited, and {@code MentionedMembers} finds,
 * under the lock of the conversation, whom it mentions. The event names them, and notifications and
 * the page use this answer.
 */
@ApplicationModule(allowedDependencies = {"account", "api", "log", "session", "sql", "text"})
@NullMarked
package com.sealkloud.chat.conversation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
