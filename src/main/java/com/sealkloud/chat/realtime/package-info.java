/**
 * The STOMP endpoint and its guard: who may connect, send and subscribe, and how often. Features
 * decide, through {@link com.sealkloud.chat.session.SubscriptionPolicy}, which topics a user may
 * subscribe to.
 *
 * <p>{@code ConnectAuthenticator} finds out at the CONNECT who somebody is, by asking the one
 * {@code AuthenticationManager} there is, and {@code ConnectGuard} puts a {@code LiveSession} into
 * {@code Sessions} (both of {@code session}). {@code FrameGuard} handles every frame and passes it
 * to {@code ConnectGuard}, {@code SubscribeGuard} or {@code SendGuard}, which looks for a
 * controller and spends from {@code RateLimits}, as REST does. {@code SearchPermits} limits what
 * searches at the same time, for the lists of several features by {@code ListSearches}. {@code
 * FrameGuard} never throws, because Spring
 * drops an interceptor's exception silently while it keeps the order of frames; refusals are
 * answered with an {@code ErrorEvent} ({@code session}), what is not STOMP by {@code
 * ProtocolErrors}. {@code FrameBodyResolver} binds a body and asks each {@code FrameBodyCheck},
 * such as {@code IdentityCheck} ({@code security}), which refuses a body that claims another
 * sender.
 *
 * <p>{@code Receipts} sends the receipt of a frame when its method has returned, which is after the
 * commit. {@code AccessRevocation} ends sessions and subscriptions whose rights have ended.
 */
@ApplicationModule(
        allowedDependencies = {
            "api",
            "cluster",
            "fanout",
            "http",
            "lifecycle",
            "relay",
            "session",
            "socket",
            "sql",
            "text"
        })
@NullMarked
package com.sealkloud.chat.realtime;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
