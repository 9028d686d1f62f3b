/**
 * Delivers an event to all subscribers of its topic: one encoded frame for all sessions of this
 * node, and a second one for clients where they may know less.
 *
 * <p>{@code LocalFanOut} makes a {@code Delivery}, which encodes the frame once for all who named
 * their subscription alike, and gives it to the {@code FanOutLane}s of their sockets. With Spring's
 * stock relay, {@code DeliveryGuard} of {@code relay} looks at the last moment whether a session
 * still hears the subscription.
 */
@ApplicationModule(allowedDependencies = {"account", "session"})
@NullMarked
package com.sealkloud.chat.fanout;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
