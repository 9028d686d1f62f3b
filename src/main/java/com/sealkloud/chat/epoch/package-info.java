/** Which state of the database this is: clients and nodes forget what they know of another one. */
@ApplicationModule(allowedDependencies = {"api", "audit", "lifecycle", "sql"})
@NullMarked
package com.sealkloud.chat.epoch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
