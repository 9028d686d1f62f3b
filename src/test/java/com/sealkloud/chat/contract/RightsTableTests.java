package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.contract.RightsTable.Row;
import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Event;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Rest;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.StompSocket;
import com.sealkloud.chat.testing.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.messaging.simp.annotation.support.SimpAnnotationMethodMessageHandler;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * {@code rights.txt} is complete, and every cell of it holds: each caller makes each call. In one
 * mode, since who may do what is decided before a broker hears of it.
 */
@ExtendWith(Servers.class)
class RightsTableTests {

    private static final String API = "/api/v1";
    private static final String PASSWORD = "a long password";

    /** For how many rows the same people make the objects. */
    private static final int ROWS_EACH = 8;

    private static final Pattern DESTINATION = Pattern.compile("(?m)^ +address: (/(?:user|topic)/\\S+)$");
    private static final Set<String> END_THE_LOG_IN =
            Set.of("DELETE /tokens", "DELETE /session", "DELETE /me/sessions");

    /** A client may ask for any encoding, and learns no more in it. */
    private static final String FOREIGN = "application/json;charset=UTF-16BE, */*;q=0.1";

    /** The codes that error events have, as REST numbers them. */
    private static final Map<String, String> STATUSES = Map.of(
            "bad_request",
            "400",
            "authentication_required",
            "401",
            "identity_mismatch",
            "403",
            "forbidden",
            "403",
            "not_found",
            "404",
            "conflict",
            "409",
            "too_large",
            "413",
            "rate_limited",
            "429",
            "unavailable",
            "503");

    private final RightsTable table = RightsTable.read();
    private final Chat chat = Servers.chat(Mode.EMBEDDED_H2);
    private final Map<String, User> callers = new HashMap<>();
    private final Map<String, Session> sessions = new HashMap<>();
    private final Map<String, String> notLetIn = new HashMap<>();

    /** What a client was answered that says of which tier somebody is. */
    private final List<String> told = new ArrayList<>();

    /** What was made last for a call that changes nothing, by caller: the next call may use it. */
    private final Map<String, Shared> unchanged = new HashMap<>();

    private record Shared(Set<String> names, RightsObjects objects) {}

    @AfterEach
    void leaveAll() {
        sessions.values().forEach(Session::close);
    }

    @Test
    void hasARowForEachCall() {
        Set<String> mapped = new TreeSet<>();
        Stream.of("requestMappingHandlerMapping", "webEndpointServletHandlerMapping")
                .flatMap(name ->
                        chat.bean(name, RequestMappingInfoHandlerMapping.class).getHandlerMethods().entrySet().stream())
                .filter(mapping ->
                        !mapping.getValue().getBeanType().getSimpleName().equals("BasicErrorController"))
                .forEach(mapping -> mapped.addAll(calls(mapping)));
        chat.bean(SimpAnnotationMethodMessageHandler.class).getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getDestinationConditions().getPatterns().stream())
                .forEach(pattern -> mapped.add("SEND /app" + pattern));
        mapped.addAll(destinations());

        Set<String> described = table.rows().stream().map(Row::call).collect(Collectors.toCollection(TreeSet::new));

        assertThat(mapped).as("calls without a row in rights.txt").isSubsetOf(described);
        assertThat(described).as("calls that there are no more").isSubsetOf(mapped);
    }

    private static Set<String> calls(Map.Entry<RequestMappingInfo, HandlerMethod> mapping) {
        RequestMappingInfo info = mapping.getKey();
        return info.getPatternValues().stream()
                .map(path -> path.startsWith(API) ? path.substring(API.length()) : path)
                .flatMap(path -> methods(info).map(method -> method + " " + path))
                .collect(Collectors.toSet());
    }

    /**
     * A mapping without a method is one for all of them, and no row can describe that: all but the
     * one that says of any other path that it is not there.
     */
    private static Stream<String> methods(RequestMappingInfo info) {
        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
        if (info.getPatternValues().equals(Set.of("/scim/**"))) {
            return Stream.empty();
        }
        return methods.isEmpty() ? Stream.of("ANY") : methods.stream().map(RequestMethod::name);
    }

    /**
     * What can be subscribed to stands in the description, which another test compares with the
     * code.
     */
    private static Set<String> destinations() {
        try {
            return DESTINATION
                    .matcher(Files.readString(Path.of("src/docs/asyncapi.yaml")))
                    .results()
                    .map(address -> "SUBSCRIBE " + address.group(1))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void holds() {
        Map<String, User> people = RightsObjects.people(chat);
        User ada = people.get("ada");
        table.callers().forEach(caller -> callers.put(caller, caller(caller, ada)));
        List<String> wrong = new ArrayList<>();
        // Successive calls about the same objects share them.
        List<Row> rows = table.rows().stream()
                .sorted(Comparator.comparing(row -> row.objects().toString()))
                .toList();
        for (int i = 0; i < rows.size(); i++) {
            if (i % ROWS_EACH == 0) {
                // One person makes no more calls than they may.
                people.put("mona", chat.cast().mona());
                people.put("ada", chat.cast().ada());
            }
            Row row = rows.get(i);
            List<String> decisions = decisions(row, people);
            if (!decisions.equals(row.decisions())) {
                wrong.add(row + " | " + String.join(" ", decisions));
            }
        }

        assertThat(wrong).as("calls that are decided in another way").isEmpty();
        assertThat(told).as("answers that name a tier to a client").isEmpty();
        assertThat(sessions.get("client").heard().toString()).doesNotContain(ContractTest.TIERS);
    }

    private User caller(String name, User ada) {
        String userId = name + "-" + UUID.randomUUID().toString().substring(0, 8);
        if (name.equals("nobody")) {
            return new User(userId, name, "nobody", "");
        }
        String role = switch (name) {
            case "l1", "l2", "l3" -> "employee_" + name;
            case "disabled" -> "admin";
            default -> name;
        };
        chat.as(ada)
                .post("/users", Map.of("userId", userId, "userName", name, "userRole", role, "password", PASSWORD))
                .expect(201);
        User caller = chat.logIn(userId, PASSWORD);
        if (name.equals("disabled")) {
            chat.as(ada).patch("/users/" + userId, Map.of("enabled", false)).expect(200);
            return new User(userId, name, "nobody", caller.token());
        }
        return caller;
    }

    private List<String> decisions(Row row, Map<String, User> people) {
        List<String> decisions = new ArrayList<>();
        for (String name : table.callers()) {
            User caller = callers.get(name);
            String expected = row.decisions().get(decisions.size());
            boolean changesNothing = row.method().equals("GET") || !expected.equals("yes");
            RightsObjects objects =
                    changesNothing ? shared(row, name, caller, people) : new RightsObjects(chat, caller, people);
            String path = row.path(objects::id);
            String body = row.body(objects::id);
            String decision = switch (row.method()) {
                case "SEND" -> send(name, caller, path, body);
                case "SUBSCRIBE" -> subscribe(name, caller, path);
                default -> call(caller, row.method(), path, body);
            };
            decisions.add(decision);
            if (!changesNothing) {
                objects.remove();
            }
            if (decision.equals("yes")
                    && END_THE_LOG_IN.contains(row.call())
                    && !caller.token().isEmpty()
                    && !name.equals("disabled")) {
                callers.put(name, chat.logIn(caller.userId(), PASSWORD));
                unchanged.remove(name);
            }
        }
        return decisions;
    }

    /**
     * Successive calls about the same set of objects share it. Another set has objects of its own,
     * because making one object may change another: a closed ticket is made by closing one. Callers
     * who may not call at all are refused before any object is read, so all of them share.
     */
    private RightsObjects shared(Row row, String name, User caller, Map<String, User> people) {
        Set<String> names = row.objects();
        String owner = isNotLetIn(caller) && !names.contains("me") ? "nobody" : name;
        Shared last = unchanged.get(owner);
        if (last == null || !last.names().equals(names)) {
            if (last != null) {
                last.objects().remove();
            }
            last = new Shared(names, new RightsObjects(chat, caller, people));
            unchanged.put(owner, last);
        }
        return last.objects();
    }

    private String call(User caller, String method, String path, String body) {
        Rest calls = caller.token().isEmpty() ? chat.asNobody() : chat.as(caller);
        boolean isOfTheApi = !path.matches("/(actuator|files|oauth2|login|scim).*");
        boolean isClient = caller.userRole().equals("client");
        Answer answer = (isClient ? calls.with("Accept", FOREIGN) : calls)
                .below(isOfTheApi ? API : "")
                .call(method, path, body);
        if (isClient && ContractTest.TIERS.stream().anyMatch(answer.body()::contains)) {
            told.add(method + " " + path + " " + answer.body());
        }
        int status = answer.status();
        return status / 100 == 2 ? "yes" : String.valueOf(status);
    }

    private String send(String name, User caller, String destination, String body) {
        if (isNotLetIn(caller)) {
            return notLetIn(caller);
        }
        Session session = session(name, caller);
        int errorsBefore = session.heard("error").size();
        return decision(session, session.sends(destination, body == null ? "{}" : body), errorsBefore);
    }

    private String subscribe(String name, User caller, String destination) {
        if (isNotLetIn(caller)) {
            return notLetIn(caller);
        }
        Session session = session(name, caller);
        if (destination.equals(Session.ERRORS)) {
            // Each session has begun with this one.
            return "yes";
        }
        int errorsBefore = session.heard("error").size();
        return decision(session, session.subscribe(destination), errorsBefore);
    }

    private static boolean isNotLetIn(User caller) {
        return caller.userRole().equals("nobody");
    }

    /** The destination has no part in it: it is not sent. */
    private String notLetIn(User caller) {
        return notLetIn.computeIfAbsent(caller.token(), token -> {
            try (StompSocket socket = StompSocket.open(chat)) {
                socket.connect(token);
                return STATUSES.get(socket.awaits("ERROR").headers().get("message"));
            }
        });
    }

    private Session session(String name, User caller) {
        return sessions.computeIfAbsent(
                name, missing -> Session.connectOnly(chat, caller).hears(Session.ERRORS));
    }

    private static String decision(Session session, String receipt, int errorsBefore) {
        await("a decision about " + receipt)
                .until(() ->
                        session.hasReceipt(receipt) || session.heard("error").size() > errorsBefore);
        if (session.hasReceipt(receipt)) {
            return "yes";
        }
        Event error = session.heard("error").get(errorsBefore);
        return STATUSES.get(error.text("code"));
    }
}
