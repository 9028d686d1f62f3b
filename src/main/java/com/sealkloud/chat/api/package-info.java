/** What every door has in common: ids, pages and their cursors, refusals, and the words for a body that cannot be bound. */
@ApplicationModule(allowedDependencies = "text")
@NullMarked
package com.sealkloud.chat.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
