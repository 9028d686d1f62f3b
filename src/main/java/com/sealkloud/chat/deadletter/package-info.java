/** Messages of any queue that could not be processed: put aside, looked at, sent again, dropped. */
@ApplicationModule(allowedDependencies = {"api", "lifecycle", "rabbit", "sql"})
@NullMarked
package com.sealkloud.chat.deadletter;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
