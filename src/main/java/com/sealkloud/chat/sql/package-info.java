/** Database access without JPA: portable parameter values, and group commit. */
@ApplicationModule(allowedDependencies = "lifecycle")
@NullMarked
package com.sealkloud.chat.sql;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
