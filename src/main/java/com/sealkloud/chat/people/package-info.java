/**
 * What administrators do with accounts: create, change and import them, and who can log in at
 * first.
 */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "audit",
            "http",
            "login",
            "passwordlink",
            "secondfactor",
            "sql",
            "text",
            "token"
        })
@NullMarked
package com.sealkloud.chat.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
