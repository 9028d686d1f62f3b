package com.sealkloud.chat.http;

import com.sealkloud.chat.lifecycle.Timers;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.Constants;
import org.apache.coyote.OpenConnections;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Closes connections with incomplete request headers: those that take too long, and the oldest when
 * there are too many. Tomcat's own timeout restarts with every byte.
 */
@Component
class ArrivingRequests {

    private final HttpProperties properties;
    private final MeterRegistry meters;
    private volatile @Nullable AbstractProtocol<?> protocol;

    private record Arriving(SocketWrapperBase<?> connection, long since) {}

    ArrivingRequests(HttpProperties properties, MeterRegistry meters) {
        this.properties = properties;
        this.meters = meters;
    }

    void watch(AbstractProtocol<?> watched) {
        protocol = watched;
    }

    @Scheduled(fixedDelay = 500, scheduler = Timers.TIMERS)
    void closeUnfinished() {
        AbstractProtocol<?> watched = protocol;
        if (watched == null) {
            return;
        }
        List<Arriving> arriving = OpenConnections.of(watched).stream()
                .<Arriving>mapMulti((connection, found) -> {
                    Arriving one = arriving(connection);
                    if (one != null) {
                        found.accept(one);
                    }
                })
                .sorted(Comparator.comparingLong(Arriving::since))
                .toList();
        long before = System.nanoTime() - properties.headerTime().toNanos();
        int tooMany = Math.max(0, arriving.size() - properties.unfinished());
        Stream.concat(
                        arriving.stream().limit(tooMany),
                        arriving.stream().skip(tooMany).takeWhile(one -> one.since() - before < 0))
                .forEach(one -> {
                    meters.counter("chat.http.cut", "cause", "headers").increment();
                    one.connection().close();
                });
    }

    /** Between two events, only a connection with an incomplete request has an HTTP processor. */
    private static @Nullable Arriving arriving(SocketWrapperBase<?> connection) {
        if (!(connection.getCurrentProcessor() instanceof AbstractProcessor processor) || processor.isUpgrade()) {
            return null;
        }
        Request request = processor.getRequest();
        int stage = request.getRequestProcessor().getStage();
        return stage == Constants.STAGE_PARSE || stage == Constants.STAGE_KEEPALIVE
                ? new Arriving(connection, request.getStartTimeNanos())
                : null;
    }
}
