/** One node among others: what it is called, and which of them does a task that only one may do at a time. */
@ApplicationModule(allowedDependencies = "sql")
@NullMarked
package com.sealkloud.chat.cluster;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
