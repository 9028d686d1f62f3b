package com.sealkloud.chat.token;

/** The cookie that holds the token of the bundled page. */
public final class SessionCookie {

    public static final String NAME = "chat_session";

    private SessionCookie() {}
}
