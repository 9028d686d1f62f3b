package com.sealkloud.chat.session;

import java.security.Principal;

/** Published once when a session of this node has ended, for whatever reason. */
public record SessionClosed(String sessionId, Principal principal) {}
