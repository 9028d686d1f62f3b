package com.sealkloud.chat.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.web.socket.TextMessage;

/** Which frames go into which WebSocket message. */
class FrameBundlesTests {

    private final FrameBundles bundles = new FrameBundles();

    private static byte[] frame(int number, int length) {
        return ("MESSAGE\nseq:" + number + "\n\n" + "x".repeat(length) + "\0").getBytes(StandardCharsets.UTF_8);
    }

    private static String text(List<byte[]> frames) {
        return frames.stream()
                .map(frame -> new String(frame, StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }

    @Test
    void smallFramesShareAMessageInTheirOrder() {
        List<byte[]> frames = List.of(frame(1, 10), frame(2, 10), frame(3, 10));

        assertThat(bundles.of(frames)).extracting(TextMessage::getPayload).containsExactly(text(frames));
    }

    @Test
    void receiversOfTheSameFramesShareTheMessage() {
        byte[] first = frame(1, 10);
        byte[] second = frame(2, 10);

        assertThat(bundles.of(List.of(first, second))).isSameAs(bundles.of(List.of(first, second)));
    }

    @Test
    void noMessageBecomesLongerThanClientsTakeUnlessAFrameIsByItself() {
        List<byte[]> frames = IntStream.range(0, 50)
                .mapToObj(number -> frame(number, number == 20 ? 60_000 : 5_000))
                .toList();

        List<TextMessage> messages = bundles.of(frames);

        assertThat(messages.stream().map(TextMessage::getPayload).collect(Collectors.joining()))
                .isEqualTo(text(frames));
        assertThat(messages)
                .hasSizeLessThan(12)
                .allSatisfy(message -> assertThat(message.getPayload())
                        .satisfiesAnyOf(
                                payload -> assertThat(payload).hasSizeLessThanOrEqualTo(32 * 1024),
                                payload -> assertThat(payload).isEqualTo(text(List.of(frames.get(20))))));
    }
}
