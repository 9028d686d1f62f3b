/**
 * What administrators do with accounts: create, change and import them, and who can log in at
 * first.
 *
 * <p>{@code AccountService} creates and changes accounts, {@code AccountImport} from a file
 * ({@code PeopleFile}). A new password ends the logins, and so does disabling the account
 * ({@code TokenService} of {@code token}). {@code FirstAccounts} ensures at the start that somebody
 * can log in; in a trial these may be the {@code DemoPeople}.
 */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "audit",
            "http",
            "login",
            "passwordlink",
            "secondfactor",
            "sql",
            "text",
            "token"
        })
@NullMarked
package com.sealkloud.chat.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
