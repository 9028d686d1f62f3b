/**
 * Escalation: who is on duty, when a ticket escalates automatically, and when its requester is told
 * that nobody is on duty.
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
