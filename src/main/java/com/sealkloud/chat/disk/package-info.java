/**
 * Files on the disk of this machine that are for the service alone.
 *
 * <p>{@code OwnerOnly} creates them.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package com.sealkloud.chat.disk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
