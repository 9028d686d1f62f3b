package com.sealkloud.chat.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS with a server that has a certificate for one name, which all names lead to here. */
class OutgoingTlsTests {
    private static final String PASSWORD = "password";

    @TempDir
    private Path folder;

    private final Queue<String> askedFor = new ConcurrentLinkedQueue<>();
    private HttpsServer server;
    private KeyStore keys;

    @BeforeEach
    void serve() throws Exception {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "hooks",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=hooks.example.com",
                        "-ext",
                        "san=dns:hooks.example.com",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            if (exchange instanceof com.sun.net.httpserver.HttpsExchange secure
                    && secure.getSSLSession() instanceof ExtendedSSLSession session) {
                session.getRequestedServerNames().stream()
                        .map(SNIServerName::toString)
                        .forEach(askedFor::add);
            }
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** Whatever the name, and whatever counts as public: the server above. */
    private final class Here extends AddressResolverGroup<InetSocketAddress> {

        @Override
        protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
            return new AbstractAddressResolver<>(executor, InetSocketAddress.class) {

                @Override
                protected boolean doIsResolved(InetSocketAddress address) {
                    return !address.isUnresolved();
                }

                @Override
                protected void doResolve(InetSocketAddress name, Promise<InetSocketAddress> found) {
                    found.setSuccess(server.getAddress());
                }

                @Override
                protected void doResolveAll(InetSocketAddress name, Promise<List<InetSocketAddress>> found) {
                    found.setSuccess(List.of(server.getAddress()));
                }
            };
        }
    }

    private int call(String listed, String address) throws Exception {
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        var tls = SslContextBuilder.forClient().trustManager(trusted).build();
        OutgoingCalls calls = new OutgoingCalls(
                List.of(listed),
                Clock.systemUTC(),
                found -> found instanceof SocketAddress,
                client -> client.resolver(new Here()).secure(spec -> spec.sslContext(tls)));
        try {
            return calls.send(new OutgoingCall(URI.create(address), Map.of(), new byte[1], Duration.ofSeconds(20)))
                    .join()
                    .status();
        } finally {
            calls.close();
        }
    }

    @Test
    void nameIsAskedForAndCheckedThoughTheAddressIsPinned() throws Exception {
        assertThat(call("hooks.example.com", "https://hooks.example.com/")).isEqualTo(204);
        assertThat(askedFor).singleElement().asString().contains("hooks.example.com");
    }

    @Test
    void listedOriginIsAskedForAndCheckedAsWell() throws Exception {
        String origin = "https://hooks.example.com:" + server.getAddress().getPort();

        assertThat(call(origin, origin + "/")).isEqualTo(204);
        assertThat(askedFor).singleElement().asString().contains("hooks.example.com");
    }

    @Test
    void certificateForAnotherNameIsRefused() {
        for (String name : List.of("other.example.com", "a.hooks.example.com")) {
            assertThatThrownBy(() -> call(name, "https://" + name + "/"))
                    .isInstanceOf(CompletionException.class)
                    .hasMessageContaining(name);
        }
        assertThat(askedFor).isEmpty();
    }
}
