/** One node among others: its name, and which node runs a task that only one may run at a time. */
@ApplicationModule(allowedDependencies = "sql")
@NullMarked
package com.sealkloud.chat.cluster;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
