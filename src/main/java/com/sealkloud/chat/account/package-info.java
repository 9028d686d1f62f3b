/** People and services: their accounts, roles and names, and whose rights have changed. */
@ApplicationModule(allowedDependencies = {"epoch", "lifecycle", "sql", "text"})
@NullMarked
package com.sealkloud.chat.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
