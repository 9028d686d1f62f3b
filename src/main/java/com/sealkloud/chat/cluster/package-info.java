/**
 * One node among others: its name, which others there are, and which node runs a task that only one
 * may run at a time.
 */
@ApplicationModule(allowedDependencies = {"lifecycle", "sql"})
@NullMarked
package com.sealkloud.chat.cluster;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
