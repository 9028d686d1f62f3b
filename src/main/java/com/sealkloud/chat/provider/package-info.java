/**
 * The identity provider of the helpdesk: its keys, the claims of its tokens, and whose
 * accounts its users have.
 */
@ApplicationModule(allowedDependencies = {"account", "audit", "sql", "text"})
@NullMarked
package com.sealkloud.chat.provider;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
