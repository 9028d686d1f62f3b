/** The second factor of a login: codes of authenticator apps, and recovery codes. */
@ApplicationModule(allowedDependencies = {"account", "audit", "sql", "token"})
@NullMarked
package com.sealkloud.chat.secondfactor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
