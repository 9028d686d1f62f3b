/** People and services: roles, log-ins, tokens, identities of a provider, the import of people. */
@ApplicationModule(allowedDependencies = {"audit", "http", "lifecycle", "mail", "sql", "text"})
@NullMarked
package com.sealkloud.chat.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
