/** Tokens of logins: issued, checked and ended, and the places from which users log in. */
@ApplicationModule(allowedDependencies = {"account", "audit", "http", "sql"})
@NullMarked
package com.sealkloud.chat.token;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
