/**
 * Automated replies in ticket rooms: on a status, a first message, outside of opening hours,
 * without an answer.
 *
 * <p>{@code TriggeredRules} plans replies by the rules of {@code RuleStore},
 * {@code AutomatedReplies} keeps them, and {@code AutomationWorker} sends them when they are due.
 * {@code RulePreviews} has {@code RuleRehearsal} read the logs of some tickets as
 * {@code TriggeredRules} would, for a rule that is not stored.
 */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "api",
            "audit",
            "conversation",
            "due",
            "encryption",
            "hours",
            "log",
            "message",
            "planning",
            "program",
            "sql",
            "text",
            "ticket"
        })
@NullMarked
package com.sealkloud.chat.automation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
