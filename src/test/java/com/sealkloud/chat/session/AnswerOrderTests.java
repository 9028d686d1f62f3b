package com.sealkloud.chat.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In which order a session is answered while the broker still owes it something. */
class AnswerOrderTests {

    private final AnswerOrder order = new AnswerOrder();
    private final List<String> sent = new ArrayList<>();

    private Runnable answer(String text) {
        return () -> sent.add(text);
    }

    @Test
    void answersThatAreThereLeaveAtOnce() {
        order.send(answer("1"), 10);
        assertThat(sent).containsExactly("1");
    }

    @Test
    void whatComesMeanwhileWaitsBehindAReceiptThatIsStillToCome() {
        AnswerOrder.Place first = order.reserve("r1");
        order.send(answer("2"), 10);
        AnswerOrder.Place third = order.reserve("r3");
        order.send(answer("4"), 10);
        order.fill(third, answer("3"));
        assertThat(sent).isEmpty();

        order.fill(first, answer("1"));
        assertThat(sent).containsExactly("1", "2", "3", "4");
        order.send(answer("5"), 10);
        assertThat(sent).hasSize(5);
    }

    @Test
    void receiptsOfOneNameAreThoseOfTheirFramesInTurn() {
        order.reserve("r");
        order.reserve("r");
        order.fill("r", answer("1"));
        order.fill("r", answer("2"));
        order.fill("r", answer("unasked"));
        assertThat(sent).containsExactly("1", "2", "unasked");
    }

    @Test
    void whoeverHasWaitedForTooMuchGetsWhatIsThere() {
        AnswerOrder.Place missing = order.reserve("r");
        for (int i = 0; i < 1_000; i++) {
            order.send(answer("later"), 10);
        }
        assertThat(sent).hasSize(1_000);

        order.fill(missing, answer("late"));
        assertThat(sent).last().isEqualTo("late");
    }

    @Test
    void whoeverHasWaitedForTooManyOctetsGetsWhatIsThere() {
        order.reserve("r1");
        order.send(answer("1"), 3 << 20);
        AnswerOrder.Place second = order.reserve("r2");
        order.fill("r1", answer("0"));
        order.send(answer("2"), 3 << 20);
        assertThat(sent).containsExactly("0", "1");

        order.send(answer("3"), 2 << 20);
        assertThat(sent).containsExactly("0", "1", "2", "3");

        order.fill(second, answer("late"));
        assertThat(sent).last().isEqualTo("late");
    }
}
