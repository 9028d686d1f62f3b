/**
 * What clients are told of the support team: whether it works now, and how soon it usually answers.
 *
 * <p>{@code SupportController} asks the opening hours ({@code hours}) and {@code AnswerTime}, which
 * has {@code FirstAnswerTimes} look up in the background how long tickets have waited of late.
 */
@ApplicationModule(allowedDependencies = {"hours", "sql"})
@NullMarked
package com.sealkloud.chat.support;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
