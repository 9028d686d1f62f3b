/** Links by mail with which users set a password: invitations and forgotten passwords. */
@ApplicationModule(allowedDependencies = {"account", "audit", "login", "mail", "provider", "sql", "text", "token"})
@NullMarked
package com.sealkloud.chat.passwordlink;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
