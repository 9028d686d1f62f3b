/** Users, roles, logins and tokens. Independent of chatting. */
@ApplicationModule(allowedDependencies = {"audit", "http", "lifecycle", "mail", "sql", "text"})
@NullMarked
package com.sealkloud.chat.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
