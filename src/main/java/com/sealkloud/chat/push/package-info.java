/**
 * Web Push: subscribed devices, and the delivery of encrypted messages through their push services.
 *
 * <p>Other packages queue messages through {@code WebPush}. {@code PushMessages} says what is to be
 * shown on which device ({@code PushSubscriptions}). {@code PushSender} takes what is due from
 * {@code PushRows}, has {@code PushService} send it, and handles the answers. {@code
 * PushEncryption} encrypts a message for its device, and {@code Vapid} signs the call.
 */
@ApplicationModule(
        allowedDependencies = {"account", "api", "due", "encryption", "outgoing", "realtime", "sql", "text", "token"})
@NullMarked
package com.sealkloud.chat.push;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
