package com.sealkloud.chat.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Counts the bytes of all request bodies that this node holds, from their arrival to the end of the
 * call. Without room for more, the oldest incomplete body is dropped. A regular body arrives within
 * milliseconds, so a client that fills the room with incomplete bodies displaces only its own.
 */
@Component
class ArrivingBodies {

    private final long most;
    private final int mostArriving;
    private final Set<RequestBody> arriving = new LinkedHashSet<>();
    private final Counter abandoned;
    private long held;

    ArrivingBodies(HttpProperties properties, MeterRegistry meters) {
        this.most = properties.bodiesLimit().toBytes();
        this.mostArriving = properties.unfinished();
        this.abandoned = meters.counter("chat.http.bodies.abandoned");
        meters.gauge("chat.http.bodies.octets", this, ArrivingBodies::held);
    }

    synchronized long held() {
        return held;
    }

    /**
     * The body continues to arrive after the thread has left it, and may be dropped from now on.
     */
    void await(RequestBody body) {
        List<RequestBody> givingWay = new ArrayList<>();
        synchronized (this) {
            arriving.add(body);
            while (arriving.size() > mostArriving) {
                givingWay.add(takeOldest());
            }
        }
        abandon(givingWay);
    }

    /**
     * @return whether there is room for so many more bytes of this body, if necessary after
     *     dropping others
     */
    boolean hold(RequestBody body, int octets) {
        List<RequestBody> givingWay = new ArrayList<>();
        boolean fits;
        synchronized (this) {
            held += octets;
            body.holds(octets);
            while (held > most && arriving.stream().anyMatch(other -> other != body)) {
                RequestBody oldest = takeOldestBut(body);
                held -= oldest.letGo();
                givingWay.add(oldest);
            }
            fits = held <= most;
        }
        abandon(givingWay);
        return fits;
    }

    /** The body is complete; its call continues. */
    synchronized void arrived(RequestBody body) {
        arriving.remove(body);
    }

    /** The call has ended. */
    synchronized void release(RequestBody body) {
        arriving.remove(body);
        held -= body.letGo();
    }

    private RequestBody takeOldest() {
        return takeOldestBut(null);
    }

    private RequestBody takeOldestBut(@Nullable RequestBody spared) {
        Iterator<RequestBody> oldestFirst = arriving.iterator();
        RequestBody oldest = oldestFirst.next();
        if (oldest == spared) {
            oldest = oldestFirst.next();
        }
        oldestFirst.remove();
        return oldest;
    }

    /** Not while this object is locked: each body locks itself and then this object. */
    private void abandon(List<RequestBody> bodies) {
        for (RequestBody body : bodies) {
            abandoned.increment();
            body.giveWay();
        }
    }
}
