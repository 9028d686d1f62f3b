package com.sealkloud.chat.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** A request whose handler reads the body as it arrives, up to a limit. */
final class StreamedRequest extends HttpServletRequestWrapper {

    private final long most;

    StreamedRequest(HttpServletRequest request, long most) {
        super(request);
        this.most = most;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        ServletInputStream in = super.getInputStream();
        return new ServletInputStream() {

            private long taken;

            private int counted(int octets) {
                taken += Math.max(0, octets);
                if (taken > most) {
                    throw new ResponseStatusException(
                            HttpStatus.CONTENT_TOO_LARGE, "The body may have " + most + " bytes.");
                }
                return octets;
            }

            @Override
            public int read() throws IOException {
                int octet = in.read();
                counted(octet < 0 ? 0 : 1);
                return octet;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return counted(in.read(target, offset, length));
            }

            @Override
            public int available() throws IOException {
                return in.available();
            }

            @Override
            public boolean isFinished() {
                return in.isFinished();
            }

            @Override
            public boolean isReady() {
                return in.isReady();
            }

            @Override
            public void setReadListener(ReadListener listener) {
                in.setReadListener(listener);
            }
        };
    }
}
