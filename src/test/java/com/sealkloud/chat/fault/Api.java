package com.sealkloud.chat.fault;

import com.sealkloud.chat.testing.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** REST calls of one user to one node; an unsuccessful call fails the test. */
final class Api {
    private final URI server;
    private final String token;

    private Api(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    static Api logIn(URI server, String userId, String password) {
        String token = new Api(server, "")
                .post("/api/v1/tokens", Map.of("username", userId, "password", password))
                .path("token")
                .stringValue();
        return new Api(server, token);
    }

    String token() {
        return token;
    }

    Api as(String other) {
        return new Api(server, other);
    }

    Api at(URI other) {
        return new Api(other, token);
    }

    JsonNode get(String path) {
        return Json.read(send(request(path).build()));
    }

    JsonNode post(String path, Object body) {
        return Json.read(send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)))
                .build()));
    }

    /** @return the sum over all series of this metric that have this label */
    double metric(String name, String label) {
        return send(request("/actuator/prometheus").build())
                .lines()
                .filter(line -> line.startsWith(name + "{") && line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path)).timeout(Duration.ofSeconds(30));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private static String send(HttpRequest request) {
        try {
            HttpResponse<String> response = LoadClient.HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(request.uri() + ": " + response.statusCode() + " " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
