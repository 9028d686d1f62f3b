/**
 * Exports: a copy of what a person has written and was told, as a ZIP file that is kept for days.
 */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "api",
            "attachment",
            "audit",
            "conversation",
            "disk",
            "due",
            "log",
            "sql",
            "text",
            "transcript"
        })
@NullMarked
package com.sealkloud.chat.export;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
