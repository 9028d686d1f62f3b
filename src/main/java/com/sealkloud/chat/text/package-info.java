/** What text may come in by any door, and how it leaves: Unicode checks, names as one visible line, folding for search. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package com.sealkloud.chat.text;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
