/**
 * Automatic escalation of tickets: who is on duty, how long each tier has to answer, and when
 * nobody is on duty.
 */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "conversation",
            "due",
            "log",
            "notification",
            "planning",
            "presence",
            "room",
            "sql",
            "ticket"
        })
@NullMarked
package com.sealkloud.chat.escalation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
