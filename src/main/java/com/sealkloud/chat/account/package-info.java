/**
 * People and services: their accounts, roles and names, and whose rights have changed.
 *
 * <p>{@code Account} is a row, {@code Directory} finds people, and {@code AccessChanges} tells
 * every node whose rights have changed. The package {@code people} has what administrators do with
 * accounts, and {@code ownaccount} what users change themselves.
 */
@ApplicationModule(allowedDependencies = {"epoch", "lifecycle", "sql", "text"})
@NullMarked
package com.sealkloud.chat.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
