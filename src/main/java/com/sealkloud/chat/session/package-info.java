/**
 * The STOMP sessions of this node: their subscriptions and rights, and the frames written to them
 * directly.
 *
 * <p>{@code SubscriptionRights} asks the features, which implement {@code SubscriptionPolicy}
 * ({@code RoomTopics} of {@code conversation}, {@code TicketTopic} of {@code ticket},
 * {@code PresenceTopics} of {@code presence}); what no policy covers is denied. When a right is
 * taken away, the transaction that does it leaves a row with {@code AccessChanges.record}
 * ({@code account}). Every node reads these a few times a second; {@code RightsFollower}
 * ({@code security}) passes them to {@code AccessRevocation} ({@code realtime}), which ends the
 * sessions or subscriptions in question.
 *
 * <p>{@code TopicUserDestinationResolver} makes {@code /user/queue/messages} the topic
 * {@code user.carol.messages}, to which clients cannot subscribe by that name.
 */
@ApplicationModule(allowedDependencies = {"account", "api", "epoch", "http", "lifecycle", "socket", "text"})
@NullMarked
package com.sealkloud.chat.session;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
