package com.sealkloud.chat.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The body of one request. The part that came with the headers is read immediately. No thread waits
 * for the rest: the container calls back when more arrives, and the call continues when the body is
 * complete.
 */
final class RequestBody implements ReadListener, AsyncListener {

    /**
     * So much of a refused body is read and discarded. Otherwise the client would be disconnected
     * before it reads the answer.
     */
    private static final long MOST_SWALLOWED = 2L << 20;

    private static final long SWALLOW_MILLIS = 2_000;

    private static final int STEP = 8 << 10;

    private final ArrivingBodies bodies;
    private final Refusals refusals;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final long most;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream(0);
    private final ReentrantLock reading = new ReentrantLock();
    private final byte[] step;
    private @Nullable AsyncContext async;
    private volatile boolean toGiveWay;
    private boolean refused;
    private boolean ended;
    private long swallowed;
    private long held;

    RequestBody(
            ArrivingBodies bodies,
            Refusals refusals,
            HttpServletRequest request,
            HttpServletResponse response,
            long most) {
        this.bodies = bodies;
        this.refusals = refusals;
        this.request = request;
        this.response = response;
        this.most = most;
        long length = request.getContentLengthLong();
        this.step = new byte[length < 0 ? STEP : (int) Math.min(STEP, Math.max(1, length))];
    }

    int size() {
        return content.size();
    }

    byte[] content() {
        return content.toByteArray();
    }

    /**
     * Reads what is available without waiting. A chunked body does not tell whether reading would
     * block.
     */
    boolean isThere() throws IOException {
        long length = request.getContentLengthLong();
        if (length < 0) {
            return false;
        }
        ServletInputStream in = request.getInputStream();
        while (content.size() < length && in.available() > 0) {
            take(in.read(step));
        }
        return !refused && content.size() == length;
    }

    /**
     * Continues without this thread, and runs the same filters and handlers again when the body is
     * complete.
     */
    void await(long millis) throws IOException {
        AsyncContext context = request.startAsync(new BufferedRequest(request, this), response);
        context.setTimeout(refused ? Math.min(millis, SWALLOW_MILLIS) : millis);
        context.addListener(this);
        async = context;
        bodies.await(this);
        request.getInputStream().setReadListener(this);
    }

    /** Answers without a call. The rest of the body is discarded. */
    void refuse(HttpStatus status, String code, String detail) throws IOException {
        if (!refused) {
            refused = true;
            content.reset();
            refusals.answer(request, response, status, code, detail);
        }
    }

    private void take(int octets) throws IOException {
        if (octets <= 0) {
            return;
        }
        if (refused) {
            swallowed += octets;
        } else if (content.size() + octets > most) {
            refuse(HttpStatus.CONTENT_TOO_LARGE, "too_large", "The body may have " + most + " bytes.");
        } else if (!bodies.hold(this, octets)) {
            refuse(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", Refusals.BUSY);
        } else {
            content.write(step, 0, octets);
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        reading.lock();
        try {
            ServletInputStream in = request.getInputStream();
            while (!ended && swallowed <= MOST_SWALLOWED && in.isReady() && !in.isFinished()) {
                take(in.read(step));
            }
            if (swallowed > MOST_SWALLOWED) {
                end();
            }
        } finally {
            reading.unlock();
        }
        if (toGiveWay) {
            giveWay();
        }
    }

    @Override
    public void onAllDataRead() {
        reading.lock();
        try {
            if (refused) {
                end();
            } else if (!ended) {
                ended = true;
                bodies.arrived(this);
                context().dispatch();
            }
        } finally {
            reading.unlock();
        }
    }

    /**
     * Other bodies need the room. A thread that is reading the body drops it itself when it has
     * stopped.
     */
    void giveWay() {
        toGiveWay = true;
        if (reading.tryLock()) {
            try {
                if (!ended) {
                    refuse(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", Refusals.BUSY);
                    end();
                }
            } catch (IOException | IllegalStateException gone) {
                // Whoever needs the room has nothing to do with it.
                abandon();
            } finally {
                reading.unlock();
            }
        }
    }

    private void abandon() {
        try {
            end();
        } catch (IllegalStateException gone) {
            bodies.release(this);
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) throws IOException {
        reading.lock();
        try {
            if (!ended) {
                refuse(HttpStatus.REQUEST_TIMEOUT, "bad_request", "The body took too long to arrive.");
                end();
            }
        } finally {
            reading.unlock();
        }
    }

    @Override
    public void onError(Throwable failure) {
        reading.lock();
        try {
            end();
        } finally {
            reading.unlock();
        }
    }

    private void end() {
        if (!ended) {
            ended = true;
            refusals.dropRest(request);
            context().complete();
        }
    }

    private AsyncContext context() {
        return Objects.requireNonNull(async);
    }

    @Override
    public void onComplete(AsyncEvent event) {
        bodies.release(this);
    }

    @Override
    public void onError(AsyncEvent event) {
        bodies.release(this);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // The handler has been started again, so the listeners must be registered again.
        event.getAsyncContext().addListener(this);
    }

    /** Only for {@link ArrivingBodies}, under its lock. */
    void holds(int octets) {
        held += octets;
    }

    /**
     * Only for {@link ArrivingBodies}, under its lock.
     *
     * @return the bytes it held
     */
    long letGo() {
        long before = held;
        held = 0;
        return before;
    }
}
