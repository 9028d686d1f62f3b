package com.sealkloud.chat.testing;

import com.sealkloud.chat.encryption.Sealings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.awaitility.pollinterval.IterativePollInterval;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The processes and servers that all tests share: each is started on first use and stopped after
 * the last test of this process. A missing program fails the tests that need it; nothing is
 * skipped.
 */
public final class Servers implements BeforeAllCallback, AutoCloseable {
    private static final Servers SHARED = new Servers();
    private static final AtomicBoolean ENDING = new AtomicBoolean();

    private static final Duration LONGEST_POLL = Duration.ofMillis(50);

    /** With which every server shows its metrics. */
    public static final String METRICS_TOKEN = "token-of-the-tests-monitor";

    /** With which an identity provider provisions users of every server. */
    public static final String SCIM_TOKEN = "token-of-the-identity-provider-of-the-tests";

    private final Map<Mode, Chat> chats = new EnumMap<>(Mode.class);
    private final Map<Mode, Chat> sealedChats = new EnumMap<>(Mode.class);
    /** The shared server that tests use now; the others rest. */
    private Chat inUse;

    private final Set<Chat> resting = new HashSet<>();
    private final Deque<Runnable> endings = new ArrayDeque<>();
    private Path folder;
    private Postgres postgres;
    private final Map<Mode, Rabbit> rabbits = new EnumMap<>(Mode.class);
    private PushReceiver pushReceiver;
    private MailReceiver mailReceiver;
    private OpenIdProvider openIdProvider;
    private S3Server bucket;
    private Clamd scanner;

    static {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(20));
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        // Most waits are over at once; the others ask the server, each time.
        Awaitility.setDefaultPollInterval(IterativePollInterval.iterative(
                last -> last.compareTo(LONGEST_POLL) < 0 ? last.multipliedBy(3).dividedBy(2) : last,
                Duration.ofMillis(10)));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        // With the process: Surefire's parallel processes end JUnit's own scopes after each class.
        if (ENDING.compareAndSet(false, true)) {
            Runtime.getRuntime().addShutdownHook(new Thread(SHARED::close));
        }
    }

    /** The shared server of a mode. */
    public static Chat chat(Mode mode) {
        return SHARED.sharedChat(mode);
    }

    /** The shared server of a mode that seals what it stores. */
    public static Chat sealedChat(Mode mode) {
        return SHARED.sharedSealedChat(mode);
    }

    /** Starts a server of the test's own, on an empty database; the test closes it. */
    public static Chat start(Mode mode, String... more) {
        return Chat.start(arguments(mode), more);
    }

    /** The arguments of a server in this mode, with an empty database. */
    public static List<String> arguments(Mode mode) {
        return SHARED.argumentsOf(mode);
    }

    /** The broker of {@link Mode#RABBITMQ_POSTGRESQL}. */
    public static Rabbit rabbit() {
        return SHARED.sharedRabbit(Mode.RABBITMQ_POSTGRESQL);
    }

    /** The broker of this mode, if it has one. */
    public static Rabbit rabbit(Mode mode) {
        return SHARED.sharedRabbit(mode);
    }

    public static Postgres postgres() {
        return SHARED.sharedPostgres();
    }

    /** The push service that all servers of the tests may call. */
    public static PushReceiver pushReceiver() {
        return SHARED.sharedPushReceiver();
    }

    /** The mail server of all servers of the tests. */
    public static MailReceiver mailReceiver() {
        return SHARED.sharedMailReceiver();
    }

    /** The provider by which users log in to the page of all servers of the tests. */
    public static OpenIdProvider openIdProvider() {
        return SHARED.sharedOpenIdProvider();
    }

    /** The storage of files of {@link Mode#RABBITMQ_POSTGRESQL}; who ends it starts it again. */
    public static S3Server bucket() {
        return SHARED.bucket;
    }

    /** The virus scanner of {@link Mode#RABBITMQ_POSTGRESQL}; who ends it starts it again. */
    public static Clamd scanner() {
        return SHARED.scanner;
    }

    /** Where the bucket of the shared servers has the bytes of a key. */
    public static Path bytesInBucket(String key) {
        return SHARED.bucket.bytes(key);
    }

    /** Where the bucket of the shared servers has all bytes. */
    static Path folderOfBucket() {
        return SHARED.bucket.folder();
    }

    /** A new, empty folder under {@code target}. */
    public static Path newFolder() {
        return SHARED.folder();
    }

    private synchronized Chat sharedChat(Mode mode) {
        return use(chats.computeIfAbsent(
                mode, missing -> remember(Chat.start(arguments(mode), filesOf(mode)), Chat::close)));
    }

    private synchronized Chat sharedSealedChat(Mode mode) {
        if (mode.hasRabbit()) {
            throw new IllegalArgumentException("The broker of " + mode + " has a server that does not seal");
        }
        return use(sealedChats.computeIfAbsent(
                mode,
                missing -> remember(Chat.start(arguments(mode), encryption().toArray(String[]::new)), Chat::close)));
    }

    private Chat use(Chat next) {
        if (inUse != next) {
            if (inUse != null) {
                inUse.rest();
                resting.add(inUse);
            }
            if (resting.remove(next)) {
                next.goOn();
            }
            inUse = next;
        }
        return next;
    }

    /** Encryption at rest, under a master key of its own. */
    public static List<String> encryption() {
        return List.of(
                "--chat.encryption.enabled=true",
                "--chat.encryption.key-file=" + Sealings.newKey(newFolder()),
                "--chat.encryption.sweep-interval=500ms");
    }

    /** With a broker the files are in a bucket, and looked at by a virus scanner. */
    private String[] filesOf(Mode mode) {
        if (mode != Mode.RABBITMQ_POSTGRESQL) {
            return new String[0];
        }
        scanner = remember(new Clamd(folder()), Clamd::close);
        bucket = remember(new S3Server(folder(), 100 << 10), S3Server::close);
        List<String> arguments = new ArrayList<>(bucket.arguments());
        arguments.add("--chat.attachment.scanner=" + scanner.address());
        return arguments.toArray(String[]::new);
    }

    private synchronized List<String> argumentsOf(Mode mode) {
        Path own = folder();
        List<String> arguments = new ArrayList<>(List.of(
                "--chat.demo=true",
                "--chat.demo-data=false",
                "--server.forward-headers-strategy=native",
                "--chat.data=" + own,
                "--chat.metrics.token=" + METRICS_TOKEN,
                "--chat.scim.token=" + SCIM_TOKEN,
                // The six seconds of the contract are checked once, as the default; waiting for
                // them each time is dear.
                "--chat.typing.timeout=1200ms",
                "--chat.presence.offline-grace=300ms",
                "--chat.presence.sweep-interval=200ms",
                "--chat.conversation.sweep-after=2s",
                "--chat.presence.settle=200ms",
                // What is logged of one test must not depend on how many log-ins another one lets
                // fail.
                "--chat.log-in.log-lines=100000",
                "--chat.log-in.bcrypt-cost=4",
                "--chat.audit.entries-per-hour=100000",
                // Whether anybody is on duty must not depend on who else is being tested.
                "--chat.escalation.enabled=false",
                // Whoever waits for the index asks again and again.
                "--chat.limits.searches.burst=1000",
                "--chat.ticket.most-open=10",
                "--chat.retention.direct=30",
                "--chat.retention.team=30",
                "--chat.retention.ticket=30",
                "--chat.retention.notes=30",
                // Up to twelve servers sweep at a time: more often would cost more than it saves.
                "--chat.notification.delay=1200ms",
                "--chat.notification.sweep-interval=500ms",
                "--chat.notification.retry-after=2s",
                "--chat.attachment.sweep-interval=1s",
                "--chat.push.retry-after=300ms",
                "--chat.push.sweep-interval=500ms",
                "--chat.push.hosts=fcm.googleapis.com,*.push.services.mozilla.com,"
                        + sharedPushReceiver().origin(),
                "--spring.mail.host=127.0.0.1",
                "--spring.mail.port=" + sharedMailReceiver().port(),
                "--chat.mail.from=Helpdesk <help@example.org>",
                "--chat.mail.page=https://chat.example.org",
                "--chat.mail.retry-after=300ms",
                "--chat.mail.sweep-interval=500ms",
                "--spring.security.oauth2.resourceserver.jwt.public-key-location=file:"
                        + IdentityProvider.publicKeyIn(own)));
        arguments.addAll(sharedOpenIdProvider().arguments());
        if (mode.hasPostgres()) {
            arguments.addAll(List.of(
                    "--spring.datasource.url=" + sharedPostgres().newDatabase(),
                    "--spring.datasource.username=postgres"));
        }
        if (mode.hasRabbit()) {
            arguments.addAll(sharedRabbit(mode).arguments());
        }
        arguments.addAll(mode.settings());
        if (Boolean.getBoolean("chat.test.encryption")) {
            arguments.addAll(encryption());
        }
        return arguments;
    }

    /**
     * One for each mode: servers of different databases at one broker would take each other's
     * events out of its queues.
     */
    private synchronized Rabbit sharedRabbit(Mode mode) {
        return rabbits.computeIfAbsent(
                // An orderly stop takes ten seconds, and nobody looks at its data any more.
                mode, missing -> remember(new Rabbit(folder().resolve("broker")), Rabbit::kill));
    }

    private synchronized Postgres sharedPostgres() {
        if (postgres == null) {
            postgres = remember(new Postgres(), Postgres::close);
        }
        return postgres;
    }

    private synchronized PushReceiver sharedPushReceiver() {
        if (pushReceiver == null) {
            pushReceiver = remember(new PushReceiver(), PushReceiver::close);
        }
        return pushReceiver;
    }

    private synchronized MailReceiver sharedMailReceiver() {
        if (mailReceiver == null) {
            mailReceiver = remember(new MailReceiver(), MailReceiver::close);
        }
        return mailReceiver;
    }

    private synchronized OpenIdProvider sharedOpenIdProvider() {
        if (openIdProvider == null) {
            openIdProvider = remember(new OpenIdProvider(), OpenIdProvider::close);
        }
        return openIdProvider;
    }

    private synchronized Path folder() {
        try {
            if (folder == null) {
                folder = Files.createTempDirectory(
                        Files.createDirectories(Path.of("target").toAbsolutePath()), "servers");
            }
            return Files.createTempDirectory(folder, "data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> T remember(T resource, Consumer<T> ending) {
        endings.push(() -> ending.accept(resource));
        return resource;
    }

    @Override
    public synchronized void close() {
        while (!endings.isEmpty()) {
            endings.pop().run();
        }
    }
}
