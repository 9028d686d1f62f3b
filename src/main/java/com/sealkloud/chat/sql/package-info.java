/** What is written to the database beside JPA: values as both databases understand them, and commits that many share. */
@ApplicationModule(allowedDependencies = "lifecycle")
@NullMarked
package com.sealkloud.chat.sql;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
