/**
 * Validation and normalisation of text: Unicode checks, names as one visible line, folding for
 * search, the Markdown of messages.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package com.sealkloud.chat.text;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
