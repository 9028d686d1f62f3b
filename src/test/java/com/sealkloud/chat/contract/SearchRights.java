package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.Rest;
import com.sealkloud.chat.testing.User;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Who finds what: a word of its own for each kind and state of a conversation, state of a message
 * and place of the word, and a person for each relation to these conversations. What somebody is to
 * find is what the conversations themselves show them.
 */
abstract class SearchRights extends ContractTest {

    /** Said with each word, so that one query asks for all of them. */
    private final String mark = "q" + newId().replace("-", "").substring(0, 11);

    /** By what they are. */
    private final Map<String, String> conversations = new LinkedHashMap<>();

    private User author;
    private User member;
    private User client;
    private User leaver;
    private User removed;
    private User demoted;
    private User disabled;

    @Test
    void everybodyFindsWhatTheyMayRead_andNothingElse() {
        author = cast.lena();
        member = cast.ravi();
        client = cast.carol();
        leaver = cast.mona();
        removed = cast.mona();
        demoted = cast.ravi();
        disabled = cast.lena();
        User ada = cast.ada();
        openConversations();
        conversations.forEach(this::say);
        Set<String> all = words("text", "after", "file");
        all.addAll(words(Set.of("team", "archived", "ticket", "closed"), "title"));
        for (User person : List.of(author, member, leaver, removed, demoted, disabled)) {
            await("the index")
                    .untilAsserted(() -> assertThat(found(person))
                            .as("what %s finds before anything has changed", person)
                            .isEqualTo(person == author || person == member ? all : without("direct", all)));
        }

        changeRelations(ada);

        Map<String, User> people = new LinkedHashMap<>();
        people.put("author", author);
        people.put("member", member);
        people.put("client", client);
        people.put("leaver", leaver);
        people.put("removed", removed);
        people.put("demoted", cast.withId(demoted.userId(), "ravi", "client"));
        people.put("never", cast.mona());
        people.put("another client", cast.dave());
        people.put("admin", ada);
        Map<String, Set<String>> found = new LinkedHashMap<>();
        people.forEach((relation, person) -> {
            found.put(relation, found(person));
            assertThat(found.get(relation)).as(relation).isEqualTo(readable(person));
            conversations.forEach((name, id) -> assertThat(found(person, "&conversationId=" + id))
                    .as("%s in %s", relation, name)
                    .isEqualTo(of(name, found.get(relation))));
        });
        assertThat(found.get("author")).isEqualTo(all);
        assertThat(found.get("member")).isEqualTo(all);
        assertThat(found.get("client")).isEqualTo(ofAny(Set.of("ticket", "closed"), all));
        for (String outsider : List.of("leaver", "removed", "never", "another client", "admin")) {
            assertThat(found.get(outsider)).as(outsider).isEmpty();
        }
        // A client of the ticket by now.
        assertThat(found.get("demoted")).doesNotContainAnyElementsOf(ofAny(Set.of("notes", "closedNotes"), all));
        assertThat(found(client, "&kind=notes")).isEmpty();
        assertThat(found(author, "&kind=direct")).isEqualTo(of("direct", all));
        assertThat(found(author, "&kind=team")).isEqualTo(ofAny(Set.of("team", "archived"), all));
        assertThat(found(author, "&kind=ticket")).isEqualTo(ofAny(Set.of("ticket", "closed"), all));
        Set<String> notes = ofAny(Set.of("notes", "closedNotes"), all);
        notes.addAll(words(Set.of("ticket", "closed"), "title"));
        assertThat(found(author, "&kind=notes"))
                .as("notes are called like their rooms")
                .isEqualTo(notes);
        as(disabled).get("/search/messages?q=" + mark).expect(401);
        as(cast.ticketService()).get("/search/messages?q=" + mark).expect(403);
    }

    private void openConversations() {
        conversations.put("direct", directConversation(author, member));
        conversations.put("team", room("team"));
        conversations.put("archived", room("archived"));
        String ticket = room("ticket");
        conversations.put("ticket", ticket);
        conversations.put("notes", "notes-" + ticket);
        String closed = room("closed");
        conversations.put("closed", closed);
        conversations.put("closedNotes", "notes-" + closed);
    }

    private String room(String name) {
        boolean isTicket = Set.of("ticket", "closed").contains(name);
        List<User> members = new ArrayList<>(List.of(member, leaver, removed, demoted, disabled));
        Map<String, Object> room = new LinkedHashMap<>();
        room.put("name", said(name, "title"));
        room.put("kind", isTicket ? "ticket" : "team");
        if (isTicket) {
            members.add(client);
            room.put("ticketId", newId().substring(0, 20));
        }
        room.put("memberIds", members.stream().map(User::userId).toList());
        return as(author).post("/rooms", room).expect(201).text("roomId");
    }

    /** Each says a part of it: nobody may say so much at once. */
    private void say(String name, String conversation) {
        String messages = "/conversations/" + conversation + "/messages";
        boolean isDirect = name.equals("direct");
        as(isDirect ? author : leaver)
                .post(messages, Map.of("content", said(name, "text")))
                .expect(201);
        long edited = as(author)
                .post(messages, Map.of("content", said(name, "before")))
                .expect(201)
                .number("seq");
        as(author)
                .patch(messages + "/" + edited, Map.of("content", said(name, "after"), "revision", 0))
                .expect(200);
        long deleted = as(member)
                .post(messages, Map.of("content", said(name, "deleted")))
                .expect(201)
                .number("seq");
        as(member).delete(messages + "/" + deleted).expect(204);
        User sender = isDirect ? member : removed;
        String file = as(sender)
                .with("Content-Type", "application/octet-stream")
                .with("Content-Disposition", "attachment; filename=\"" + said(name, "file") + ".txt\"")
                .post("/conversations/" + conversation + "/attachments", "a file".getBytes(StandardCharsets.UTF_8))
                .expect(201)
                .text("attachmentId");
        as(sender)
                .post(messages, Map.of("content", "", "attachmentIds", List.of(file)))
                .expect(201);
    }

    private void changeRelations(User ada) {
        Rest admin = as(ada);
        for (String name : List.of("team", "archived", "ticket", "closed")) {
            String members = "/rooms/" + conversations.get(name) + "/members/";
            as(leaver).delete(members + leaver.userId()).expect(204);
            as(author).delete(members + removed.userId()).expect(204);
        }
        admin.patch("/rooms/" + conversations.get("archived"), Map.of("archived", true))
                .expect(200);
        String ticket = conversations.get("closed").substring("ticket-".length());
        as(author).post("/tickets/" + ticket + "/close", Map.of());
        admin.patch("/users/" + disabled.userId(), Map.of("enabled", false)).expect(200);
        admin.patch("/users/" + demoted.userId(), Map.of("userRole", "client")).expect(200);
    }

    private String word(String conversation, String place) {
        return mark + "x" + conversation.toLowerCase(Locale.ROOT) + "x" + place;
    }

    private String said(String conversation, String place) {
        return mark + " " + word(conversation, place);
    }

    private Set<String> words(String... places) {
        return words(conversations.keySet(), places);
    }

    private Set<String> words(Set<String> names, String... places) {
        return names.stream()
                .flatMap(name -> Arrays.stream(places).map(place -> word(name, place)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> of(String name, Set<String> words) {
        return words.stream()
                .filter(word -> word.startsWith(word(name, "")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> ofAny(Set<String> names, Set<String> words) {
        return names.stream().flatMap(name -> of(name, words).stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> without(String name, Set<String> words) {
        Set<String> others = new TreeSet<>(words);
        others.removeAll(of(name, words));
        return others;
    }

    /** @return the words of what the conversations show to this person */
    private Set<String> readable(User person) {
        Set<String> found = new TreeSet<>();
        conversations.values().forEach(id -> {
            Answer messages = as(person).get("/conversations/" + id + "/messages");
            Answer conversation = as(person).get("/conversations/" + id);
            if (messages.status() == 200) {
                found.addAll(wordsIn(messages.body()));
            }
            if (conversation.status() == 200) {
                found.addAll(wordsIn(conversation.json().path("title").asString("")));
            }
        });
        return found;
    }

    private Set<String> found(User person) {
        return found(person, "");
    }

    private Set<String> found(User person, String more) {
        Set<String> found = new TreeSet<>();
        for (JsonNode item : as(person)
                .get("/search/messages?limit=100&q=" + mark + more)
                .expect(200)
                .list("items")) {
            found.addAll(wordsIn(item.path("snippet").asString()));
        }
        return found;
    }

    private Set<String> wordsIn(String text) {
        return Pattern.compile(mark + "x\\w*")
                .matcher(text)
                .results()
                .map(word -> word.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
