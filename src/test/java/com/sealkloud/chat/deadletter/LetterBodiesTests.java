package com.sealkloud.chat.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sealkloud.chat.account.AccountErased;
import com.sealkloud.chat.api.Page;
import com.sealkloud.chat.encryption.Sealing;
import com.sealkloud.chat.encryption.Sealings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/** What dead letters say, sealed, on a database without a server. */
class LetterBodiesTests {

    /** Not all of it is text. */
    private static final byte[] BODY =
            "{\"receiverId\":\"dave\",\"content\":\"Ambrosia \u00ff\u0000\"}".getBytes(StandardCharsets.ISO_8859_1);

    @TempDir
    Path folder;

    private JdbcClient jdbc;
    private DeadLetterStore plain;
    private LetterBodies sealing;
    private DeadLetterStore sealed;

    @BeforeEach
    void open() {
        jdbc = JdbcClient.create(Sealings.database());
        plain = store(new LetterBodies(Sealings.off(jdbc), jdbc));
        Sealing on = Sealings.on(jdbc, Sealings.newKey(folder));
        sealing = new LetterBodies(on, jdbc);
        sealed = store(sealing);
    }

    private DeadLetterStore store(LetterBodies bodies) {
        return new DeadLetterStore(
                jdbc,
                bodies,
                new DeadLetterProperties(1_000, DataSize.ofMegabytes(16)),
                Clock.systemUTC(),
                new SimpleMeterRegistry());
    }

    private DeadLetterPages pages(DeadLetterStore store) {
        return new DeadLetterPages(jdbc, store);
    }

    private static BuriedLetter letter(String messageId, byte[] body) {
        return new BuriedLetter("chat.inbound", "program", "key", null, "rejected", null, messageId, null, body);
    }

    private List<String> stored() {
        return jdbc.sql("select body from dead_letter order by position")
                .query((row, number) -> new String(row.getBytes(1), StandardCharsets.ISO_8859_1))
                .list();
    }

    private byte[] taken(BuriedLetter letter) {
        List<byte[]> bodies = new ArrayList<>();
        assertThat(sealed.take(letter.letterId(), found -> bodies.add(found.body())))
                .isTrue();
        return bodies.get(0);
    }

    @Test
    void areSealedAndShownAndTakenAsTheyCame() {
        BuriedLetter letter = letter("one", BODY);
        sealed.add(List.of(letter));

        assertThat(stored()).hasSize(1).allMatch(body -> body.startsWith("sealed:1:"));
        assertThat(pages(sealed).list(null, null, "", 10).items().get(0).letterId())
                .isEqualTo(letter.letterId());
        assertThat(pages(sealed).list(null, null, "", 10).items().get(0).body()).contains("Ambrosia");
        assertThat(taken(letter)).isEqualTo(BODY);
        assertThat(stored()).isEmpty();
    }

    @Test
    void thoseFromBeforeAreSealedInSteps() {
        List<BuriedLetter> letters = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            letters.add(letter("letter " + i, BODY));
        }
        plain.add(letters);
        // Whatever a program sends is its body.
        BuriedLetter pretending = letter("pretending", "sealed:1:nothing".getBytes(StandardCharsets.US_ASCII));
        plain.add(List.of(pretending));
        assertThat(pages(sealed).list(null, null, "", 30).items().get(25).body())
                .isEqualTo("sealed:1:nothing");

        assertThat(sealing.sealSome("room", "sealed:", "")).isNull();
        assertThat(stored()).anyMatch(body -> body.contains("Ambrosia"));
        String after = "";
        while (after != null) {
            after = sealing.sealSome("", "sealed:", after);
        }

        assertThat(stored()).hasSize(26).noneMatch(body -> body.contains("Ambrosia") || body.contains("nothing"));
        assertThat(taken(letters.get(24))).isEqualTo(BODY);
        assertThat(taken(pretending)).asString().isEqualTo("sealed:1:nothing");
    }

    @Test
    void ofAnErasedPersonAreFound() {
        sealed.add(List.of(letter("dave's", BODY), letter("another", "{}".getBytes(StandardCharsets.US_ASCII))));

        assertThat(sealed.removeAbout(new AboutPerson(new AccountErased("dave", "Somebody with a name"))))
                .isEqualTo(1);

        assertThat(pages(sealed).list(null, null, "", 10).items())
                .extracting(DeadLetter::messageId)
                .containsExactly("another");
    }

    @Test
    void oneThatWasChangedIsShownAsUnreadableAndHoldsUpNothing() {
        BuriedLetter first = letter("one", BODY);
        BuriedLetter second = letter("two", BODY);
        sealed.add(List.of(first, second));
        jdbc.sql("update dead_letter set body = (select body from dead_letter where message_id = 'one')")
                .update();

        assertThat(pages(sealed).list(null, null, "", 10).items().get(0).body()).contains("Ambrosia");
        assertThat(pages(sealed).list(null, null, "", 10).items().get(1).body()).contains("cannot be read");
        assertThat(taken(second)).asString().isEqualTo(LetterBodies.UNREADABLE);
    }

    private static boolean isAbout(String id, String name, String body) {
        return new AboutPerson(new AccountErased(id, name)).isIn(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void areAboutSomebodyWhomAFieldNames() {
        for (String body : List.of(
                "{\"requesterId\":\"p01\",\"title\":\"It does not print\"}",
                "[{\"memberIds\":[\"p01\"]}]",
                "{\"data\":{\"closedBy\":\"p01\"}}",
                "{\"userName\":\"ZO\u00cb  M\u00dcLLER\"}",
                "{\"userId\":\"p01\",\"userName\":\"another\"}",
                "{\"userName\":\"Zo\\u00eb M\\u00fcller\"}")) {
            assertThat(isAbout("p01", "Zo\u00eb M\u00fcller", body)).as(body).isTrue();
        }
        assertThat(isAbout("p01", "Zo\u00eb", "{\"userName\":\"zo\u00eb\"}")).isTrue();
    }

    /** Nobody can carry it out. */
    @Test
    void areAboutSomebodyWhoStandsAnywhereInWhatIsNoRequest() {
        for (String body : List.of(
                "cut off: {\"title\":\"Zo\\u00eb M\\u00fcller",
                "{\"title\":\"Zoe\u0308 Mu\u0308ller cannot print",
                "{\"title\":\"ZO\u00cb  M\u00dcLLER",
                "{\"requesterId\":\"p01\",\"title\":",
                "Zo\u00eb M\u00fcller;printer")) {
            assertThat(isAbout("p01", "Zo\u00eb M\u00fcller", body)).as(body).isTrue();
        }
        assertThat(isAbout("p01", "Zo\u00eb", "{\"userName\": \"zo\u00eb\", cut"))
                .isTrue();
    }

    /** Users choose their names themselves, and administrators give them ids. */
    @Test
    void namesAndIdsThatAreWordsTakeNothingOfOthersAlong() {
        String body = "{\"type\":\"message\",\"title\":\"e and the printer of Ann Zo\u00eb M\u00fcllerin\",\"p011\":1}";
        for (String name : List.of("e", "t", "the", "message", "printer", "Zo\u00eb M\u00fcller", "n Z")) {
            assertThat(isAbout("p01", name, body)).as(name).isFalse();
            assertThat(isAbout("p01", name, "cut off " + body + "x")).as(name).isFalse();
        }
        String other = "{\"type\":\"open\",\"requesterId\":\"p02\",\"requesterName\":\"Of  The\",\"roomId\":\"room\","
                + "\"content\":\"The printer of the ground floor\"}";
        for (String id : List.of("content", "open", "room", "The printer of the ground floor")) {
            assertThat(isAbout(id, "of the", other)).as(id).isFalse();
        }
        assertThat(isAbout("content", "Zo\u00eb", other + "x")).isFalse();
    }

    @Test
    void thoseThatTellOfAnEventAreNotOpenedToFindIt() {
        for (long seq : List.of(7L, 8L)) {
            byte[] body = ("{\"eventId\":\"room-" + seq + "\"}").getBytes(StandardCharsets.US_ASCII);
            sealed.add(List.of(
                    new BuriedLetter("chat.notifications", "", "key", null, null, null, "of " + seq, null, body)));
        }
        jdbc.sql("update dead_letter set body = 'nobody reads it'").update();

        sealed.removeOf(List.of("room-7"));

        assertThat(pages(sealed).list(null, null, "", 10).items())
                .extracting(DeadLetter::messageId)
                .containsExactly("of 8");
    }

    /** The list has the beginnings alone: all bodies of a page would be more than the heap. */
    @Test
    void ofLongOnesTheBeginningIsShownAndAllOfThemTaken() {
        byte[] longest = "\u20ac\ud83d\udc4d".repeat(40_000).getBytes(StandardCharsets.UTF_8);
        BuriedLetter letter = letter("long", longest);
        plain.add(List.of(letter));
        sealed.add(List.of(letter("long and sealed", longest)));

        List<DeadLetter> listed = pages(sealed).list(null, null, "", 10).items();

        assertThat(listed)
                .extracting(DeadLetter::messageId, DeadLetter::body)
                .containsExactly(
                        tuple("long", "\u20ac\ud83d\udc4d".repeat(1_333) + "\u20ac"),
                        tuple("long and sealed", "\u20ac\ud83d\udc4d".repeat(1_333) + "\u20ac"));
        assertThat(taken(letter)).isEqualTo(longest);
    }

    @Test
    void areListedPageByPageAndBySender() {
        for (int i = 0; i < 5; i++) {
            plain.add(List.of(letter("one's " + i, BODY)));
        }
        plain.add(List.of(new BuriedLetter("chat.inbound", "other", "key", null, null, null, "other's", null, BODY)));

        Page<DeadLetter> first = pages(plain).list(null, null, "", 4);
        Page<DeadLetter> second = pages(plain).list(null, null, String.valueOf(first.nextCursor()), 4);

        assertThat(first.items()).hasSize(4);
        assertThat(second.items()).extracting(DeadLetter::messageId).containsExactly("one's 4", "other's");
        assertThat(second.nextCursor()).isNull();
        assertThat(pages(plain).list("other", "chat.inbound", "", 4).items())
                .extracting(DeadLetter::sender)
                .containsExactly("other");
        assertThat(plain.dropAll("program", "chat.inbound")).isEqualTo(5);
        assertThat(pages(plain).list(null, null, "", 4).items())
                .extracting(DeadLetter::messageId)
                .containsExactly("other's");
    }
}
