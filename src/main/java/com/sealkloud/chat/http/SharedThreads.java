package com.sealkloud.chat.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Refuses the calls of a limited network that has its share of the threads already. Only calls that
 * a proxy forwards get here then: which network those come from is known once they are read, and
 * others wait for a thread meanwhile ({@link CallTurns}).
 */
@Component
@Order(FilterOrder.SHARES)
class SharedThreads extends HttpFilter {

    private final transient HttpThreads threads;
    private final transient Refusals refusals;

    SharedThreads(HttpThreads threads, Refusals refusals) {
        this.threads = threads;
        this.refusals = refusals;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (threads.isCrowded()) {
            refusals.answer(request, response, HttpStatus.SERVICE_UNAVAILABLE, "unavailable", Refusals.BUSY);
            refusals.dropRest(request);
        } else {
            chain.doFilter(request, response);
        }
    }
}
