package com.sealkloud.chat.testing;

import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.ChatApplication;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** The real application, running in this process on a port of its own. */
public final class Chat implements AutoCloseable {
    /**
     * What asks the database all the time, or counts the log lines of this process, and can go on
     * after a stop.
     */
    private static final List<String> WORKERS = List.of(
            "lineLimit",
            "notificationSender",
            "mailWorker",
            "automationWorker",
            "removalWorker",
            "thumbnailWorker",
            "sealingWorker");

    private final ConfigurableApplicationContext context;
    private final String authority;
    private final Cast cast = new Cast(this);

    private Chat(ConfigurableApplicationContext context) {
        this.context = context;
        this.authority = "127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    /** Starts a server; later arguments override earlier ones. */
    public static Chat start(List<String> arguments, String... more) {
        List<String> all = new ArrayList<>(List.of(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.main.banner-mode=off",
                // The harness closes what it has started, in the right order.
                "--spring.main.register-shutdown-hook=false",
                "--logging.level.root=WARN"));
        all.addAll(arguments);
        for (String argument : more) {
            String name = argument.substring(0, argument.indexOf('=') + 1);
            all.removeIf(earlier -> earlier.startsWith(name));
            all.add(argument);
        }
        Chat chat = new Chat(SpringApplication.run(ChatApplication.class, all.toArray(String[]::new)));
        if (all.contains("--chat.broker=rabbitmq")) {
            // The relay connects by itself after the start; until then it turns clients away.
            await("the broker").atMost(Duration.ofMinutes(1)).until(chat::hasBroker);
        }
        return chat;
    }

    public boolean hasBroker() {
        return "UP"
                .equals(get("/actuator/health")
                        .json()
                        .at("/components/broker/status")
                        .asString(""));
    }

    public String url() {
        return "http://" + authority;
    }

    URI webSocketUri() {
        return URI.create("ws://" + authority + "/ws");
    }

    public int port() {
        return Integer.parseInt(authority.substring(authority.indexOf(':') + 1));
    }

    public Cast cast() {
        return cast;
    }

    /** REST calls of somebody. */
    public Rest as(User user) {
        return asNobody().as(user);
    }

    /** REST calls without a log-in. */
    public Rest asNobody() {
        return new Rest(url(), Map.of());
    }

    public User logIn(String username, String password) {
        return asNobody().logIn(username, password);
    }

    /** Connects somebody and lets them hear their personal queues. */
    public Session connect(User user) {
        return Session.connect(this, user);
    }

    /** What the server answers outside of {@code /api/v1}. */
    public Answer get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return Rest.send(request.build());
    }

    /** The database behind it, for what no client can bring about. */
    public JdbcTemplate database() {
        return context.getBean(JdbcTemplate.class);
    }

    /** @return the value of a property */
    public String setting(String name) {
        return context.getEnvironment().getRequiredProperty(name);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> List<T> beans(Class<T> type) {
        return List.copyOf(context.getBeansOfType(type).values());
    }

    /** A part of it that is not to be seen from here, by its name. */
    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /**
     * Stops its timers, which ask the database thirty times a second, while nobody uses this
     * server.
     */
    void rest() {
        scheduler().stop();
        WORKERS.forEach(name -> bean(name, SmartLifecycle.class).stop());
    }

    /** What has become due since {@link #rest} is done at once. */
    void goOn() {
        WORKERS.forEach(name -> bean(name, SmartLifecycle.class).start());
        scheduler().start();
    }

    private ThreadPoolTaskScheduler scheduler() {
        return bean("taskScheduler", ThreadPoolTaskScheduler.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
