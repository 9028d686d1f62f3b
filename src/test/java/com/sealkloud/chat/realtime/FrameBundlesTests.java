package com.sealkloud.chat.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.web.socket.TextMessage;

/** Which frames go into which WebSocket message. */
class FrameBundlesTests {

    private final FrameBundles bundles = new FrameBundles();

    private static String frame(int number, int length) {
        return "MESSAGE\nseq:" + number + "\n\n" + "x".repeat(length) + "\0";
    }

    @Test
    void smallFramesShareAMessageInTheirOrder() {
        List<TextMessage> messages = bundles.of(List.of(frame(1, 10), frame(2, 10), frame(3, 10)));

        assertThat(messages)
                .extracting(TextMessage::getPayload)
                .containsExactly(frame(1, 10) + frame(2, 10) + frame(3, 10));
    }

    @Test
    void receiversOfTheSameFramesShareTheMessage() {
        assertThat(bundles.of(List.of(frame(1, 10), frame(2, 10))))
                .isSameAs(bundles.of(List.of(frame(1, 10), frame(2, 10))));
    }

    @Test
    void noMessageBecomesLongerThanClientsTakeUnlessAFrameIsByItself() {
        List<String> frames = IntStream.range(0, 50)
                .mapToObj(number -> frame(number, number == 20 ? 60_000 : 5_000))
                .toList();

        List<TextMessage> messages = bundles.of(frames);

        assertThat(messages.stream().map(TextMessage::getPayload).collect(Collectors.joining()))
                .isEqualTo(String.join("", frames));
        assertThat(messages)
                .hasSizeLessThan(12)
                .allSatisfy(message -> assertThat(message.getPayload())
                        .satisfiesAnyOf(
                                payload -> assertThat(payload).hasSizeLessThanOrEqualTo(32 * 1024),
                                payload -> assertThat(payload).isEqualTo(frames.get(20))));
    }
}
