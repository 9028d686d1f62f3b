/** People, their roles, how they log in and the tokens that prove it. Knows nothing of chatting. */
@ApplicationModule(allowedDependencies = {"http", "lifecycle", "sql", "text"})
@NullMarked
package com.sealkloud.chat.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
