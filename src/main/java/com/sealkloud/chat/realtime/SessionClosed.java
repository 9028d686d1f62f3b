package com.sealkloud.chat.realtime;

import java.security.Principal;

/** Published once when a session of this node has ended, for whatever reason. */
public record SessionClosed(String sessionId, Principal principal) {}
