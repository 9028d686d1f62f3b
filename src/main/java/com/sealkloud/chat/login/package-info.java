/** Logging in: passwords and their hashing, the limits of attempts, and who calls with a token. */
@ApplicationModule(allowedDependencies = {"account", "audit", "mail", "provider", "secondfactor", "token"})
@NullMarked
package com.sealkloud.chat.login;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
