/**
 * Erasure of people and of single conversations, and the ledger that repeats it after a restore.
 */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "api",
            "audit",
            "change",
            "conversation",
            "disk",
            "due",
            "log",
            "retention",
            "sql",
            "text",
            "ticket",
            "token"
        })
@NullMarked
package com.sealkloud.chat.erasure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
