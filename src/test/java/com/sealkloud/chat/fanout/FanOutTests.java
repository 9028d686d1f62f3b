package com.sealkloud.chat.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType.BEARER;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.PersonAuthentication;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.session.LiveSession;
import com.sealkloud.chat.session.Subscription;
import com.sealkloud.chat.socket.HeartBeat;
import com.sealkloud.chat.socket.NodeShare;
import com.sealkloud.chat.socket.ReceiveBudget;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.util.unit.DataSize;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

/** Events to many who have named their subscriptions each in another way. */
class FanOutTests {

    private static final String TOPIC = "/topic/room.support";
    private static final int LONGEST_HEADERS = 200;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LocalFanOut fanOut = new LocalFanOut(meters, new SendFailures(meters));
    private final Subscriptions subscriptions = new Subscriptions(
            fanOut, new StaticListableBeanFactory().getBeanProvider(Interest.class), BrokerMode.EMBEDDED);
    private final NodeShare share = new NodeShare(5000, 5000, ReceiveBudget.of(DataSize.ofMegabytes(8)));
    private final Map<String, List<String>> heard = new ConcurrentHashMap<>();
    private volatile boolean fails;
    private volatile Consumer<String> beforeWriting = text -> {};

    private LiveSession session(String id) {
        WebSocketSession socket = (WebSocketSession) Proxy.newProxyInstance(
                WebSocketSession.class.getClassLoader(),
                new Class<?>[] {WebSocketSession.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getId" -> id;
                    case "isOpen" -> true;
                    case "sendMessage" -> take(id, ((TextMessage) arguments[0]).getPayload());
                    case "close" -> heard.put(id, List.of("closed"));
                    default -> null;
                });
        Role role = id.startsWith("client") ? Role.CLIENT : Role.EMPLOYEE_L1;
        PersonAuthentication user =
                new PersonAuthentication(new Person(id, id, role), new OAuth2AccessToken(BEARER, id, null, null));
        return new LiveSession(user, socket, share, new HeartBeat(0, 0), subscriptions);
    }

    private Object take(String id, String text) {
        beforeWriting.accept(text);
        if (fails && id.equals("s0")) {
            throw new IllegalArgumentException("cannot be written");
        }
        for (String frame : text.split("\0")) {
            heard.computeIfAbsent(id, key -> new CopyOnWriteArrayList<>()).add(frame);
        }
        return null;
    }

    @AfterEach
    void stop() {
        fanOut.stop();
    }

    @Test
    void anEventKeepsFramesForThoseWhoseNamesAreAlikeAndNoMoreThanFewOthers() {
        Delivery delivery = new Delivery(TOPIC, new byte[10_000]);
        List<Subscription> hearers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            hearers.add(new Subscription(session("s" + i), "my-own-" + i, TOPIC, TOPIC));
        }

        hearers.forEach(delivery::frameFor);

        assertThat(hearers.stream()
                        .filter(hearer -> delivery.frameFor(hearer) == delivery.frameFor(hearer))
                        .count())
                .isBetween(12L, 15L);
    }

    @Test
    void clientsShareAFrameThatDoesNotSayWhoIsOfWhichTier() {
        Delivery delivery = new Delivery(TOPIC, "{\"userRole\":\"employee_l3\"}".getBytes(StandardCharsets.UTF_8));
        Delivery open = new Delivery(TOPIC, "{\"userRole\":\"client\"}".getBytes(StandardCharsets.UTF_8));
        Subscription client = new Subscription(session("client-1"), "a", TOPIC, TOPIC);
        Subscription other = new Subscription(session("client-2"), "a", TOPIC, TOPIC);
        Subscription employee = new Subscription(session("s1"), "a", TOPIC, TOPIC);

        assertThat(new String(delivery.frameFor(client), StandardCharsets.UTF_8))
                .contains("\"employee_l1\"");
        assertThat(delivery.frameFor(other)).isSameAs(delivery.frameFor(client));
        assertThat(new String(delivery.frameFor(employee), StandardCharsets.UTF_8))
                .contains("\"employee_l3\"");
        assertThat(open.frameFor(client)).isSameAs(open.frameFor(employee));
    }

    /** More than is gathered before it is written. */
    @Test
    void everybodyGetsEveryEventInOrderHoweverMuchTheirFramesTake() {
        for (int i = 0; i < 300; i++) {
            session("s" + i).subscribe("my-own-" + i, TOPIC);
        }
        for (int event = 0; event < 20; event++) {
            fanOut.deliver(TOPIC, (event + " " + "x".repeat(20_000)).getBytes(StandardCharsets.UTF_8));
        }

        await().until(() -> heard.size() == 300 && heard.values().stream().allMatch(frames -> frames.size() == 20));
        assertThat(heard.values())
                .allSatisfy(frames -> assertThat(frames)
                        .extracting(frame -> frame.substring(frame.indexOf("\n\n") + 2, frame.indexOf(" x")))
                        .containsExactly(
                                "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15",
                                "16", "17", "18", "19"));
    }

    @ParameterizedTest
    @CsvSource({"100, 3000, 10", "4000, 20, 60", "20000, 100, 5", "1000000, 4, 3"})
    void noMoreThanTwoMegabytesAreGatheredAtOnceWhateverTheLengthOfTheFrames(int length, int hearers, int events) {
        List<Delivery> deliveries = Stream.generate(
                        () -> new Delivery(TOPIC, "x".repeat(length).getBytes(StandardCharsets.UTF_8)))
                .limit(events)
                .toList();
        CountDownLatch allWait = new CountDownLatch(1);
        AtomicLong delivered = new AtomicLong();
        AtomicLong written = new AtomicLong();
        AtomicLong mostGathered = new AtomicLong();
        beforeWriting = text -> {
            awaitUnlessStopped(allWait);
            long encoded = deliveries.stream().mapToLong(Delivery::encoded).sum();
            mostGathered.accumulateAndGet(encoded - written.getAndAdd(text.length()), Math::max);
        };
        FanOutLane lane = new FanOutLane("lane", delivered::incrementAndGet, () -> {}, new SendFailures(meters));
        try {
            for (int i = 0; i < hearers; i++) {
                LiveSession session = session("s" + i);
                session.subscribe("my-own-" + i, TOPIC);
                session.subscriptions().forEach(lane::add);
            }

            deliveries.forEach(lane::deliver);
            allWait.countDown();

            await().until(() -> delivered.get() == (long) hearers * events);
        } finally {
            lane.stop();
        }
        long twoMegabytes = DataSize.ofMegabytes(2).toBytes();
        assertThat(mostGathered.get()).isBetween(twoMegabytes, twoMegabytes + length + LONGEST_HEADERS);
    }

    private static void awaitUnlessStopped(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** It may end while the fan-out takes it over, or while an event waits. */
    @Test
    void nothingIsDeliveredToASubscriptionThatHasEnded() {
        LiveSession session = session("s1");
        fanOut.add(new Subscription(session, "ended", TOPIC, TOPIC));
        session.subscribe("current", TOPIC);

        fanOut.deliver(TOPIC, "1".getBytes(StandardCharsets.UTF_8));
        fanOut.deliver(TOPIC, "2".getBytes(StandardCharsets.UTF_8));

        await().until(() -> heard.getOrDefault("s1", List.of()).stream()
                .anyMatch(frame -> frame.contains("subscription:current") && frame.endsWith("2")));
        assertThat(heard.get("s1")).hasSize(2);
    }

    @Test
    void aFrameThatCannotBeWrittenEndsItsSessionAndIsCounted() {
        session("s0").subscribe("a", TOPIC);
        session("s1").subscribe("a", TOPIC);
        fails = true;

        fanOut.deliver(TOPIC, "{}".getBytes(StandardCharsets.UTF_8));

        await().until(() -> List.of("closed").equals(heard.get("s0")));
        await().until(() -> heard.containsKey("s1"));
        assertThat(meters.get("chat.frames.failed").counter().count()).isEqualTo(1);
    }
}
