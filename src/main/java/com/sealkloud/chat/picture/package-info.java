/** Pictures of people: who sets, sees and removes them. */
@ApplicationModule(allowedDependencies = {"account", "api", "attachment", "audit", "conversation", "http"})
@NullMarked
package com.sealkloud.chat.picture;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
