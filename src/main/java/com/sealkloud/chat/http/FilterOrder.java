package com.sealkloud.chat.http;

import org.springframework.core.Ordered;

/** In which order a call meets the filters that may refuse it, before those of Spring Security. */
public final class FilterOrder {

    /** Before anybody reads the Origin header. */
    static final int ORIGINS = Ordered.HIGHEST_PRECEDENCE;

    /**
     * Before all other refusals: a page of another origin may not even see the status of an answer
     * without CORS headers.
     */
    public static final int CORS = ORIGINS + 1;

    static final int SHARES = CORS + 1;
    static final int QUERIES = SHARES + 1;
    static final int BODIES = QUERIES + 1;

    private FilterOrder() {}
}
