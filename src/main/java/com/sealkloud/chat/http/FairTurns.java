package com.sealkloud.chat.http;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.http.HttpHeaders;

/**
 * Ends a connection whose client sends calls without waiting for the answers. Tomcat's thread
 * answers what is there already before it turns to anybody else, so that a few hundred such
 * connections keep everybody waiting. Browsers, proxies and programs wait for each answer; whoever
 * does not sends the rest again over a new connection (RFC 9112, 9.3.2).
 */
class FairTurns extends ValveBase {

    private final HttpThreads threads;

    FairTurns(HttpThreads threads) {
        super(true);
        this.threads = threads;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (!threads.mayGoOn(request.getCoyoteRequest(), request.getRemoteAddr())) {
            response.setHeader(HttpHeaders.CONNECTION, "close");
        }
        getNext().invoke(request, response);
    }
}
