package com.sealkloud.chat.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerMapping;

/** A request whose handler reads the body as it arrives, up to a limit. */
final class StreamedRequest extends HttpServletRequestWrapper {

    /**
     * So much of a refused body is read and discarded. Otherwise the client would be disconnected
     * before it reads the answer.
     */
    private static final int MOST_SKIPPED = 2 << 20;

    private static final int STEP = 8 << 10;

    private final long most;
    private final Runnable whenGone;
    private long taken;
    private boolean read;

    /** @param whenGone is called before the handler learns that the client is gone */
    StreamedRequest(HttpServletRequest request, long most, Runnable whenGone) {
        super(request);
        this.most = most;
        this.whenGone = whenGone;
    }

    private boolean isRead() {
        return read || taken == getContentLengthLong();
    }

    /**
     * Reads and forgets what the handler has left. A thread waits only for a caller who was
     * let through to a handler.
     *
     * @return whether nothing is left
     */
    boolean discardRest() {
        boolean isKnown = getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE) != null;
        byte[] step = new byte[STEP];
        try {
            ServletInputStream in = super.getInputStream();
            for (int skipped = 0; !isRead() && skipped < MOST_SKIPPED && (isKnown || in.available() > 0); ) {
                int octets = Math.max(0, in.read(step));
                read = octets == 0;
                taken += octets;
                skipped += octets;
            }
            return isRead();
        } catch (IOException gone) {
            return false;
        }
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        ServletInputStream in = super.getInputStream();
        return new ServletInputStream() {

            private int counted(int octets) {
                if (octets < 0) {
                    read = true;
                    return octets;
                }
                taken += octets;
                if (taken > most) {
                    throw new ResponseStatusException(
                            HttpStatus.CONTENT_TOO_LARGE, "The body may have " + most + " bytes.");
                }
                return octets;
            }

            @Override
            public int read() throws IOException {
                byte[] octet = new byte[1];
                return read(octet, 0, 1) < 0 ? -1 : octet[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                try {
                    return counted(in.read(target, offset, length));
                } catch (IOException gone) {
                    whenGone.run();
                    throw gone;
                }
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
