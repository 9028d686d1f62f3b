/**
 * Database access without JPA: parameters that H2 and PostgreSQL both take, and group commit.
 *
 * <p>{@code GroupCommit} lets callers that come at the same time share a transaction, {@code
 * BeforeCommit} runs what belongs into it last, {@code LockTimeouts} recognises rows that stayed
 * locked, {@code DerivedColumn} fills columns that earlier releases do not know, and
 * {@code SqlValues} converts parameters.
 */
@ApplicationModule(allowedDependencies = "lifecycle")
@NullMarked
package com.sealkloud.chat.sql;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
