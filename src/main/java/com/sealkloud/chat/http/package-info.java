/**
 * Limits for callers before authentication: sizes and times of requests, and the threads that serve
 * them.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package com.sealkloud.chat.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
