/** Values as JDBC and both databases understand them. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package com.sealkloud.chat.sql;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
