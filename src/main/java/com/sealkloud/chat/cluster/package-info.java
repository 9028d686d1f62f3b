/**
 * One node among others: its name, which others there are, and which node runs a task that only one
 * may run at a time.
 *
 * <p>{@code NodeRegister} is the list of nodes, and {@code TaskLeases} gives a task to one of them.
 */
@ApplicationModule(allowedDependencies = {"lifecycle", "sql"})
@NullMarked
package com.sealkloud.chat.cluster;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
