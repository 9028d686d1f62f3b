/**
 * Limits for callers before authentication: sizes and times of requests, and the threads that serve
 * them.
 *
 * <p>{@code BodyFilter} has read the body of a call, without a thread that waits and within its
 * {@code BodyLimit}; a feature whose handler takes more, or reads as it arrives, declares a bean of
 * that type. {@code ArrivingRequests}, {@code HttpThreads} and {@code UnfinishedFrames} close
 * connections on which a request, an answer or a frame stays incomplete. {@code CallTurns} decides
 * whose call gets a thread next. A feature whose protocol has refusals of its own form declares a
 * {@code RefusalForm}. {@code HostCookie} is how browsers keep secrets of this host.
 */
@ApplicationModule(allowedDependencies = "lifecycle")
@NullMarked
package com.sealkloud.chat.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
