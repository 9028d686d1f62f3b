/** The audit log: who did what to whom, when and from where, in a chain that shows changes. */
@ApplicationModule(allowedDependencies = {"api", "sql"})
@NullMarked
package com.sealkloud.chat.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
