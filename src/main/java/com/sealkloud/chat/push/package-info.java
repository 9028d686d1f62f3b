/** Web Push: the devices that people have subscribed, and getting encrypted messages to them through their push services. */
@ApplicationModule(allowedDependencies = {"account", "api", "due", "outgoing", "realtime", "sql"})
@NullMarked
package com.sealkloud.chat.push;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
