/** The STOMP sessions of this node: what each one hears and may hear, and the frames written to it directly. */
@ApplicationModule(allowedDependencies = {"api", "lifecycle", "socket"})
@NullMarked
package com.sealkloud.chat.session;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
