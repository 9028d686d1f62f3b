/** How work in the background begins, ends and bears with a database that is away, the same for every feature. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package com.sealkloud.chat.lifecycle;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
