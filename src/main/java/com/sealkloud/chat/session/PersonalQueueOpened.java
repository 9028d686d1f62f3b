package com.sealkloud.chat.session;

import java.security.Principal;

/**
 * Published when a session's subscription to {@code /user/queue/messages} is active, locally and at
 * the broker.
 */
public record PersonalQueueOpened(String sessionId, Principal principal) {}
