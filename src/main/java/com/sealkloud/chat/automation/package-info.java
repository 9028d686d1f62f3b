/**
 * Automated replies in ticket rooms: on a status, a first message, outside of business hours,
 * without an answer.
 */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "api",
            "audit",
            "conversation",
            "due",
            "hours",
            "log",
            "planning",
            "sql",
            "text",
            "ticket"
        })
@NullMarked
package com.sealkloud.chat.automation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
