package com.sealkloud.chat.http;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/** Stores Tomcat's internal request where a filter finds it. */
class CoyoteRequests extends ValveBase {

    static final String ATTRIBUTE = CoyoteRequests.class.getName();

    CoyoteRequests() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        request.setAttribute(ATTRIBUTE, request.getCoyoteRequest());
        getNext().invoke(request, response);
    }
}
