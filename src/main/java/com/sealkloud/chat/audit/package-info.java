/**
 * The audit log: who did what to whom, when and from where, in a chain that shows changes.
 *
 * <p>Whoever changes a right, a setting or somebody else's data calls {@code AuditLog.record} in
 * its transaction. The entries are written when the transaction commits, before the outbox, because
 * {@code AuditWriter} locks the end of their chain, which all transactions share. What
 * people try who are not logged in is written beside their call ({@code AttemptLog}).
 */
@ApplicationModule(allowedDependencies = {"api", "lifecycle", "sql"})
@NullMarked
package com.sealkloud.chat.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
