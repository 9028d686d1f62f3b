package com.sealkloud.chat.fanout;

import com.sealkloud.chat.session.LiveSession;
import com.sealkloud.chat.session.Subscription;
import com.sealkloud.chat.socket.HeartBeat;
import com.sealkloud.chat.socket.NodeShare;
import com.sealkloud.chat.socket.ReceiveBudget;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.util.unit.DataSize;
import org.springframework.web.socket.WebSocketSession;

/**
 * An event to all who hear its topic, up to the socket: what a delivery costs without the operating
 * system.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class FanOutBenchmark {

    private static final String TOPIC = "/topic/room.support";
    private static final byte[] EVENT = ("{\"type\":\"room_message\",\"conversationId\":\"support\",\"seq\":3,\"content\":\""
                    + "lorem ipsum ".repeat(17) + "\"}")
            .getBytes(StandardCharsets.UTF_8);

    @Param({"10", "500"})
    public int hearers;

    private final Semaphore heard = new Semaphore(0);
    private LocalFanOut fanOut;
    private Subscription someSubscription;

    @Setup
    public void subscribeAll() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        fanOut = new LocalFanOut(meters, new SendFailures(meters));
        NodeShare share = new NodeShare(hearers, hearers, ReceiveBudget.of(DataSize.ofMegabytes(8)));
        Subscriptions subscriptions = new Subscriptions(
                fanOut, new StaticListableBeanFactory().getBeanProvider(Interest.class), BrokerMode.EMBEDDED);
        for (int i = 0; i < hearers; i++) {
            LiveSession session = new LiveSession(null, socket("s" + i), share, new HeartBeat(0, 0), subscriptions);
            session.subscribe("sub-0", TOPIC);
            someSubscription = session.subscriptions().get(0);
        }
    }

    /** Takes every frame at once. */
    private WebSocketSession socket(String id) {
        return (WebSocketSession) Proxy.newProxyInstance(
                WebSocketSession.class.getClassLoader(),
                new Class<?>[] {WebSocketSession.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("sendMessage")) {
                        heard.release();
                    }
                    return method.getName().equals("getId") ? id : null;
                });
    }

    @TearDown
    public void stop() {
        fanOut.stop();
    }

    @Benchmark
    public void eventToAll() throws InterruptedException {
        fanOut.deliver(TOPIC, EVENT);
        heard.acquire(hearers);
    }

    @Benchmark
    public Object frameOfAnEvent() {
        return new Delivery(TOPIC, EVENT).frameFor(someSubscription);
    }
}
