/**
 * HTTP calls to servers whose addresses come from outside: only to listed ones, and bounded.
 *
 * <p>{@code OutgoingCalls} makes a call if {@code AllowedHosts} lists the server and its address is
 * public ({@code AddressBlocks}). {@code CallsUnderWay} limits the calls to each server. {@code
 * BoundedConnections} is for calls that Spring makes to an identity provider.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package com.sealkloud.chat.outgoing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
