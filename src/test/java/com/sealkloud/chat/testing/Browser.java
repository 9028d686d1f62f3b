package com.sealkloud.chat.testing;

import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a browser does with cookies and addresses, one step at a time. */
public final class Browser {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    private final Map<String, HttpCookie> cookies = new LinkedHashMap<>();

    public Answer get(String address) {
        return send("GET", URI.create(address));
    }

    /** A call of the page, with its token against forgery. */
    public Answer call(String method, String address) {
        return send(method, URI.create(address));
    }

    private Answer send(String method, URI address) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).method(method, HttpRequest.BodyPublishers.noBody());
        String sent = cookies.values().stream()
                .filter(cookie -> address.getPath().startsWith(cookie.getPath()))
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        if (!sent.isEmpty()) {
            request.header("Cookie", sent);
        }
        HttpCookie token = cookies.get("XSRF-TOKEN");
        if (token != null) {
            request.header("X-XSRF-TOKEN", token.getValue());
        }
        Answer answer = Rest.send(HTTP, request.build());
        answer.headers().allValues("Set-Cookie").forEach(this::take);
        return answer;
    }

    private void take(String header) {
        List<HttpCookie> parsed = HttpCookie.parse(header);
        for (HttpCookie cookie : parsed) {
            if (cookie.getMaxAge() == 0) {
                cookies.remove(cookie.getName());
            } else {
                cookies.put(cookie.getName(), cookie);
            }
        }
    }

    public void set(String name, String value, String path) {
        HttpCookie cookie = new HttpCookie(name, value);
        cookie.setPath(path);
        cookies.put(name, cookie);
    }

    /** @return its value, or null */
    public String cookie(String name) {
        HttpCookie cookie = cookies.get(name);
        return cookie == null ? null : cookie.getValue();
    }
}
