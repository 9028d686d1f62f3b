package com.sealkloud.chat.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Calls {@code /api/v1} of one server, or what is {@link #below} another path, with the headers of
 * one caller. Immutable.
 */
public final class Rest {
    static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String url;
    private final String root;
    private final Map<String, String> headers;

    Rest(String url, Map<String, String> headers) {
        this(url, "/api/v1", headers);
    }

    private Rest(String url, String root, Map<String, String> headers) {
        this.url = url;
        this.root = root;
        this.headers = headers;
    }

    /** The same caller below another path than {@code /api/v1}. */
    public Rest below(String otherRoot) {
        return new Rest(url, otherRoot, headers);
    }

    /** Calls of a server that is a process of its own, without a log-in. */
    public static Rest of(URI server) {
        return new Rest(server.toString(), Map.of());
    }

    public Rest as(User user) {
        return with("Authorization", "Bearer " + user.token());
    }

    public User logIn(String username, String password) {
        Answer answer = post("/tokens", Map.of("username", username, "password", password))
                .expect(200);
        return new User(answer.text("userId"), answer.text("userName"), answer.text("userRole"), answer.text("token"));
    }

    public Rest with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Rest(url, root, more);
    }

    public Answer get(String path) {
        return call("GET", path, null);
    }

    /** @return what there is, as it is */
    public byte[] bytes(String path) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + root + path));
        headers.forEach(request::header);
        HttpResponse<byte[]> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    public Answer post(String path, Object body) {
        return call("POST", path, body);
    }

    public Answer put(String path, Object body) {
        return call("PUT", path, body);
    }

    public Answer put(String path) {
        return call("PUT", path, null);
    }

    public Answer patch(String path, Object body) {
        return call("PATCH", path, body);
    }

    public Answer delete(String path) {
        return call("DELETE", path, null);
    }

    /** @param body written as JSON, or sent as it is if it is a string or bytes; null for none */
    public Answer call(String method, String path, Object body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + root + path));
        headers.forEach(request::header);
        if (body != null && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        return send(request.method(method, body == null ? HttpRequest.BodyPublishers.noBody() : publisher(body))
                .build());
    }

    private static HttpRequest.BodyPublisher publisher(Object body) {
        return body instanceof byte[] bytes
                ? HttpRequest.BodyPublishers.ofByteArray(bytes)
                : HttpRequest.BodyPublishers.ofString(Json.write(body));
    }

    static Answer send(HttpRequest request) {
        return send(HTTP, request);
    }

    static Answer send(HttpClient client, HttpRequest request) {
        try {
            return Answer.of(client.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
