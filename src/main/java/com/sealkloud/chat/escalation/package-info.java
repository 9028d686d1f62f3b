/** Tickets that nobody answers: who is on duty, when a ticket goes a tier up by itself, when its requester is told that nobody is there. */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "api",
            "conversation",
            "due",
            "lifecycle",
            "notification",
            "planning",
            "presence",
            "sql"
        })
@NullMarked
package com.sealkloud.chat.escalation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
