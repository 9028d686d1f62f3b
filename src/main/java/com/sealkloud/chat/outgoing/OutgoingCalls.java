package com.sealkloud.chat.outgoing;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaders;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * Calls listed servers and reads only the parts of the answer that matter for retries. A name is
 * resolved once per connection, and its addresses are checked between the lookup and the connect,
 * since a second lookup could return another address (DNS rebinding).
 */
public class OutgoingCalls {

    /** Of an answer's body; the connection of a longer one is closed. */
    private static final int MOST_READ = 8 << 10;

    /** How long an answer's body is read, so that the connection can be reused. */
    private static final Duration READING = Duration.ofSeconds(2);

    private static final int CONNECTIONS_PER_HOST = 32;

    private final AllowedHosts hosts;
    private final Clock clock;
    private final ConnectionProvider connections;
    private final LoopResources threads;
    private final HttpClient anywhere;
    private final HttpClient toPublicAddresses;

    protected OutgoingCalls(List<String> hosts, Clock clock) {
        this(hosts, clock, OutgoingCalls::isPublic, UnaryOperator.identity());
    }

    /**
     * @param mayConnect decides about each address that a name of the list leads to
     * @param setUp sets what calls have in common: how names are resolved, whose certificates are
     *     believed
     */
    OutgoingCalls(
            List<String> hosts, Clock clock, Predicate<SocketAddress> mayConnect, UnaryOperator<HttpClient> setUp) {
        this.hosts = new AllowedHosts(hosts);
        this.clock = clock;
        this.connections = ConnectionProvider.builder("chat-outgoing")
                .maxConnections(CONNECTIONS_PER_HOST)
                .maxIdleTime(Duration.ofSeconds(20))
                .build();
        this.threads = LoopResources.create("chat-outgoing", 1, true);
        // Redirects would bypass the list of hosts. reactor-netty follows them only if told to.
        this.anywhere =
                setUp.apply(HttpClient.create(connections).runOn(threads).proxyWithSystemProperties());
        this.toPublicAddresses = anywhere.resolvedAddressesSelector((configuration, resolved) ->
                resolved.stream().filter(mayConnect).toList());
    }

    /** @return whether this address may be stored to be called later */
    public boolean permit(String address) {
        return hosts.permit(address);
    }

    /**
     * @return the answer; failed, with a message for people, if there is none in time, or the
     *     server may not be called
     */
    public CompletableFuture<Answer> send(OutgoingCall call) {
        if (!hosts.mayCall(call.address())) {
            return CompletableFuture.failedFuture(new IOException(call.address().getHost() + " may not be called"));
        }
        HttpClient client = hosts.isListedOrigin(call.address()) ? anywhere : toPublicAddresses;
        return client.headers(headers -> call.headers().forEach(headers::set))
                .post()
                .uri(call.address())
                .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(call.body())))
                .response((response, body) -> read(body).thenReturn(answer(response)))
                .next()
                .onErrorMap(failure -> inWords(call.address(), failure))
                .timeout(
                        call.timeout(),
                        Mono.error(() -> new IOException("There was no answer within " + call.timeout())))
                .toFuture();
    }

    private static Throwable inWords(URI address, Throwable failure) {
        if (failure instanceof UnknownHostException) {
            return new IOException("There is no server named " + address.getHost(), failure);
        }
        if (failure instanceof ConnectException) {
            return new IOException(address.getAuthority() + " accepts no connection", failure);
        }
        if (failure instanceof SSLException) {
            return new IOException("No TLS with " + address.getAuthority() + ": " + failure.getMessage(), failure);
        }
        return failure;
    }

    private static boolean isPublic(SocketAddress address) {
        return address instanceof InetSocketAddress inet
                && inet.getAddress() != null
                && AddressBlocks.isPublic(inet.getAddress());
    }

    /** The status is already known, whatever happens to the body. */
    private static Mono<Void> read(Flux<ByteBuf> body) {
        return body.map(ByteBuf::readableBytes)
                .scan(Integer::sum)
                .takeWhile(read -> read <= MOST_READ)
                .then()
                .timeout(READING)
                .onErrorComplete();
    }

    private Answer answer(HttpClientResponse response) {
        return new Answer(response.status().code(), retryAfter(response.responseHeaders()));
    }

    /** Either seconds or a date (RFC 9110, 10.2.3). */
    private @Nullable Duration retryAfter(HttpHeaders headers) {
        String value = headers.get("Retry-After", "").strip();
        if (value.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            return Duration.between(
                    clock.instant(),
                    ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException e) {
            return null;
        }
    }

    @PreDestroy
    void close() {
        connections.dispose();
        threads.dispose();
    }
}
