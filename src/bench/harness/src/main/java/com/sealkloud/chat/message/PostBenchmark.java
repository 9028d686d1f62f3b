package com.sealkloud.chat.message;

import com.sealkloud.chat.ChatApplication;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.room.RoomOpening;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A message from the service's door to the commit, on a database in memory: what taking a number
 * and storing costs without the disk. With one conversation the four threads wait for each other's
 * numbers.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 4)
@Measurement(iterations = 5, time = 4)
@Threads(4)
@Fork(1)
public class PostBenchmark {

    private static final Person LENA = new Person("lena", "lena", Role.EMPLOYEE_L1);

    @Param({"1", "64"})
    public int conversations;

    private final AtomicLong said = new AtomicLong();
    private ConfigurableApplicationContext context;
    private MessageService service;
    private String[] ids;

    @Setup
    public void start() {
        context = SpringApplication.run(
                ChatApplication.class,
                "--server.port=0",
                "--spring.main.banner-mode=off",
                "--chat.demo=true",
                "--spring.datasource.url=jdbc:h2:mem:bench;LOCK_TIMEOUT=10000");
        service = context.getBean(MessageService.class);
        RoomOpening rooms = context.getBean(RoomOpening.class);
        ids = IntStream.range(0, conversations)
                .mapToObj(number -> rooms.openTeamRoom(LENA, "bench " + number, List.of()).conversationId())
                .toArray(String[]::new);
    }

    @TearDown
    public void stop() {
        context.close();
    }

    @Benchmark
    public Object post() {
        long number = said.incrementAndGet();
        return service.post(
                LENA,
                ids[(int) (number % conversations)],
                new NewMessage("Have you tried to turn it off and on again?", "bench-" + number, MessageKind.TEXT));
    }
}
