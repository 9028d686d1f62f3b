/**
 * People and services: their accounts, roles and names, and whose rights have changed.
 *
 * <p>{@code Account} is a row, {@code Directory} finds people, and {@code AccessChanges} tells
 * every node whose rights have changed. {@code AccountService} creates and changes accounts for
 * administrators, {@code AccountImport} from a file. {@code FirstAccounts} ensures at the start
 * that somebody can log in; {@code EmbeddedDefault} decides whether that may be the demo people.
 * {@code ownaccount} has what users change themselves.
 */
@ApplicationModule(allowedDependencies = {"epoch", "lifecycle", "sql", "text"})
@NullMarked
package com.sealkloud.chat.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
