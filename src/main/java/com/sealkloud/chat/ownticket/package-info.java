/** Tickets that this service keeps itself: opening, closing and reopening; the demo helpdesk. */
@ApplicationModule(
        allowedDependencies = {"account", "api", "conversation", "log", "realtime", "room", "sql", "text", "ticket"})
@NullMarked
package com.sealkloud.chat.ownticket;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
