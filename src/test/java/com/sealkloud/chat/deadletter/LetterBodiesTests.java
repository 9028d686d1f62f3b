package com.sealkloud.chat.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.account.AccountErased;
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
            "{\"to\":\"dave\",\"content\":\"Ambrosia \u00ff\u0000\"}".getBytes(StandardCharsets.ISO_8859_1);

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
        assertThat(sealed.list(10).get(0).letterId()).isEqualTo(letter.letterId());
        assertThat(sealed.list(10).get(0).body()).contains("Ambrosia");
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
        assertThat(sealed.list(30).get(25).body()).isEqualTo("sealed:1:nothing");

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

        sealed.forget(new AccountErased("dave", "Somebody with a name"));

        assertThat(sealed.list(10)).extracting(DeadLetter::messageId).containsExactly("another");
    }

    @Test
    void oneThatWasChangedIsShownAsUnreadableAndHoldsUpNothing() {
        BuriedLetter first = letter("one", BODY);
        BuriedLetter second = letter("two", BODY);
        sealed.add(List.of(first, second));
        jdbc.sql("update dead_letter set body = (select body from dead_letter where message_id = 'one')")
                .update();

        assertThat(sealed.list(10).get(0).body()).contains("Ambrosia");
        assertThat(sealed.list(10).get(1).body()).contains("cannot be read");
        assertThat(taken(second)).asString().isEqualTo(LetterBodies.UNREADABLE);
    }
}
