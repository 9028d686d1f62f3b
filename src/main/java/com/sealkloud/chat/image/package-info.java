/** Pictures as bytes: copies without what they tell besides, and small copies. */
@ApplicationModule(allowedDependencies = {"api"})
@NullMarked
package com.sealkloud.chat.image;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
