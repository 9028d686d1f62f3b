package com.sealkloud.chat.security;

import com.sealkloud.chat.realtime.RateLimits;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Counts a long answer as several calls: a room with all its members costs as much as hundreds of
 * short ones. Downloads are not counted here.
 */
@Component
class AnswerSizes extends OncePerRequestFilter {

    static final int OCTETS_LIKE_A_CALL = 20_000;

    private final RateLimits limits;

    AnswerSizes(RateLimits limits) {
        this.limits = limits;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        CountedAnswer answer = new CountedAnswer(response);
        try {
            chain.doFilter(request, answer);
        } finally {
            Principal caller = request.getUserPrincipal();
            long more = answer.isCounted() ? answer.octets() / OCTETS_LIKE_A_CALL : 0;
            if (caller != null && more > 0) {
                limits.count(caller, RateLimits.Action.CALL, more);
            }
        }
    }

    /** A body that arrives in parts is awaited first, and its call goes on by this. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    private static final class CountedAnswer extends HttpServletResponseWrapper {

        private @Nullable CountedStream stream;

        CountedAnswer(HttpServletResponse response) {
            super(response);
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            if (stream == null) {
                stream = new CountedStream(super.getOutputStream());
            }
            return stream;
        }

        long octets() {
            return stream == null ? 0 : stream.octets;
        }

        boolean isCounted() {
            String type = getContentType();
            return type != null
                    && type.startsWith(MediaType.APPLICATION_JSON_VALUE)
                    && getHeader(HttpHeaders.CONTENT_DISPOSITION) == null;
        }
    }

    private static final class CountedStream extends ServletOutputStream {

        private final ServletOutputStream out;
        private long octets;

        CountedStream(ServletOutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int octet) throws IOException {
            out.write(octet);
            octets++;
        }

        @Override
        public void write(byte[] some, int from, int length) throws IOException {
            out.write(some, from, length);
            octets += length;
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }

        @Override
        public boolean isReady() {
            return out.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            out.setWriteListener(listener);
        }
    }
}
