/**
 * What administrators see of the running service: its version, parts and queues.
 *
 * <p>{@code SystemController} collects it when it is asked for.
 */
@ApplicationModule(allowedDependencies = "cluster")
@NullMarked
package com.sealkloud.chat.system;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
