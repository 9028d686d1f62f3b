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
 * Counts the octets of all request bodies that this node holds, from their arrival to the end of the call. When there is no
 * room left, the body that has been arriving for longest gives way: an honest one is there within milliseconds, so that whoever
 * fills the room with unfinished bodies only turns out their own.
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

    /** The body goes on arriving after the thread has left it; it may be asked to give way from now on. */
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

    /** @return whether there is room for so many more octets of this body, after others have given way if need be */
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

    /** It is complete; the call that it belongs to goes on. */
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

    /** Not while this object is locked: each of them locks itself, and asks for this object while it does. */
    private void abandon(List<RequestBody> bodies) {
        for (RequestBody body : bodies) {
            abandoned.increment();
            body.giveWay();
        }
    }
}
