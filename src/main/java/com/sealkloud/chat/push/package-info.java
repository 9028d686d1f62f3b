/**
 * Web Push: subscribed devices, and the delivery of encrypted messages through their push services.
 */
@ApplicationModule(
        allowedDependencies = {"account", "api", "due", "encryption", "outgoing", "realtime", "sql", "token"})
@NullMarked
package com.sealkloud.chat.push;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
