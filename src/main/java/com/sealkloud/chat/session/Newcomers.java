package com.sealkloud.chat.session;

import com.sealkloud.chat.socket.OpenSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sockets that have not sent a whole frame yet, oldest first. When there are too many, of one
 * network or altogether, the oldest gives way: the CONNECT of an honest client is there within one
 * round trip.
 */
class Newcomers {

    private final int most;
    private final int mostPerNetwork;
    private final Set<OpenSocket> all = new LinkedHashSet<>();
    private final Map<String, Set<OpenSocket>> byNetwork = new HashMap<>();

    Newcomers(int most, int mostPerNetwork) {
        this.most = most;
        this.mostPerNetwork = mostPerNetwork;
    }

    /** @return the sockets that give way and are to be closed */
    synchronized List<OpenSocket> add(OpenSocket newcomer) {
        all.add(newcomer);
        Set<OpenSocket> neighbours = byNetwork.computeIfAbsent(newcomer.network(), name -> new LinkedHashSet<>());
        neighbours.add(newcomer);
        List<OpenSocket> givingWay = new ArrayList<>();
        if (neighbours.size() > mostPerNetwork) {
            givingWay.add(takeOldest(neighbours));
        }
        if (all.size() > most) {
            givingWay.add(takeOldest(all));
        }
        return givingWay;
    }

    /** It has sent a frame, or has gone. */
    synchronized void remove(OpenSocket socket) {
        if (all.remove(socket)) {
            @Nullable Set<OpenSocket> neighbours = byNetwork.get(socket.network());
            if (neighbours != null && neighbours.remove(socket) && neighbours.isEmpty()) {
                byNetwork.remove(socket.network());
            }
        }
    }

    synchronized int count() {
        return all.size();
    }

    private OpenSocket takeOldest(Set<OpenSocket> from) {
        Iterator<OpenSocket> oldestFirst = from.iterator();
        OpenSocket oldest = oldestFirst.next();
        remove(oldest);
        return oldest;
    }
}
