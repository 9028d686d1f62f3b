package com.sealkloud.chat.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.WebSocketSession;

/** What a socket may send, and what of it the decoder sees. */
class OpenSocketTests {

    private static final int FRAME_LIMIT = 64 * 1024;

    private final NodeShare carol = new NodeShare(50, 5000, ReceiveBudget.of(DataSize.ofMegabytes(8)));
    private final OpenSocket socket = open();

    private static OpenSocket open() {
        WebSocketSession session = (WebSocketSession) Proxy.newProxyInstance(
                WebSocketSession.class.getClassLoader(),
                new Class<?>[] {WebSocketSession.class},
                (proxy, method, arguments) -> null);
        return new OpenSocket(session, "192.0.2.7", ReceiveBudget.of(DataSize.ofMegabytes(2)), FRAME_LIMIT);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What the decoder sees of these, which come one after the other. */
    private List<String> decoded(String... parts) {
        List<String> seen = new ArrayList<>();
        for (String part : parts) {
            BinaryMessage complete = socket.complete(bytes(part));
            if (complete != null) {
                seen.add(StandardCharsets.UTF_8.decode(complete.getPayload()).toString());
            }
        }
        return seen;
    }

    /** A queued heart-beat takes some 400 octets, an empty frame as many, and a header 150. */
    @Test
    void whatCountsIsTheMemoryThatAFrameTakesAndNotItsLength() {
        assertThat(ReceiveBudget.costOf(bytes("\n"), true)).isEqualTo(801);
        assertThat(ReceiveBudget.costOf(new byte[0], true)).isEqualTo(640);
        assertThat(ReceiveBudget.costOf(new byte[0], false)).isEqualTo(128);
        assertThat(ReceiveBudget.costOf(bytes("SEND\n\n\0SEND\n\n\0"), true)).isEqualTo(128 + 14 + 2 * 512 + 4 * 160);
        assertThat(ReceiveBudget.costOf(bytes("x".repeat(512)), false)).isEqualTo(640);
    }

    @Test
    void framesOfOneOctetEndTheSocketLongBeforeTheyTakeMoreMemoryThanTheLimit() {
        int admitted = 0;
        while (socket.admits(bytes("\n"), true)) {
            admitted++;
        }

        assertThat(admitted).isBetween(2_600, 4_000);
        assertThat(socket.admits(new byte[0], false)).isFalse();
    }

    @Test
    void theSocketsOfOnePersonShareALimit() {
        List<OpenSocket> sockets = new ArrayList<>();
        byte[] part = bytes("x".repeat(500_000) + "\0");
        int admitted = 0;
        for (int i = 0; i < 20; i++) {
            OpenSocket another = open();
            another.belongsTo(carol);
            sockets.add(another);
        }
        for (OpenSocket another : sockets) {
            admitted += another.admits(part, true) ? 1 : 0;
            admitted += another.admits(part, true) ? 1 : 0;
        }

        // Eight megabytes, and what comes back while this runs.
        assertThat(admitted).isBetween(16, 20);
    }

    @Test
    void whoIsNotLoggedInSendsNoMoreThanAConnectNeeds() {
        assertThat(decoded("CONNECT\n")).isEmpty();
        assertThat(socket.admits(bytes("x".repeat(16_300)), false)).isTrue();
        assertThat(socket.admits(bytes("x".repeat(16_400)), false)).isFalse();
    }

    @Test
    void aFrameInPartsIsDecodedOnceItIsComplete() {
        assertThat(decoded("SEND\n", "", "\n", "{}", "\0", "\n")).containsExactly("SEND\n\n{}\0", "\n");
    }

    @Test
    void whatIsCompleteDoesNotWaitForWhatFollows() {
        assertThat(decoded("A\n\n\0\nB\n\n\0C", "\n\n\0\r\n\n")).containsExactly("A\n\n\0\nB\n\n\0", "C\n\n\0\r\n\n");
    }

    @Test
    void aFrameThatIsLongerThanAnyMayBeIsLeftToTheDecoder() {
        assertThat(decoded("x".repeat(60_000))).isEmpty();
        assertThat(decoded("x".repeat(6_000))).singleElement().asString().hasSize(66_000);
    }
}
