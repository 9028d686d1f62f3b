/** What users do with their own account: name, password, second factor, logins. */
@ApplicationModule(allowedDependencies = {"account", "login", "people", "provider", "secondfactor", "text", "token"})
@NullMarked
package com.sealkloud.chat.ownaccount;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
