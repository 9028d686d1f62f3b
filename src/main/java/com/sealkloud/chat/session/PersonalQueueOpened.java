package com.sealkloud.chat.session;

import java.security.Principal;

/** Published when a session hears its {@code /user/queue/messages} from now on, on every way that events come. */
public record PersonalQueueOpened(String sessionId, Principal principal) {}
