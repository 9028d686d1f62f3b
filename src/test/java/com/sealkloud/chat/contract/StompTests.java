package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.testing.RawWebSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the STOMP endpoint agrees to, and the order in which it answers. */
class StompTests extends EveryMode {

    /** The first offer is Chromium's. */
    @Test
    void noExtensionIsAgreedWhateverIsOffered() throws Exception {
        for (String offer : List.of(
                "permessage-deflate; client_max_window_bits",
                "permessage-deflate; server_no_context_takeover; client_no_context_takeover",
                "x-webkit-deflate-frame, permessage-deflate")) {
            try (RawWebSocket socket = RawWebSocket.open(
                    chat,
                    "Pragma: no-cache",
                    "Cache-Control: no-cache",
                    "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
                            + " Chrome/142.0.0.0 Safari/537.36",
                    "Origin: " + chat.url(),
                    "Accept-Encoding: gzip, deflate, br, zstd",
                    "Accept-Language: en-US,en;q=0.9",
                    "Sec-WebSocket-Extensions: " + offer,
                    "Sec-WebSocket-Protocol: v12.stomp, v11.stomp, v10.stomp")) {
                assertThat(socket.answered("Sec-WebSocket-Extensions")).isEmpty();
                assertThat(socket.answered("Sec-WebSocket-Protocol")).containsExactly("v12.stomp");
                socket.sendText(("CONNECT\naccept-version:1.2\nAuthorization:Bearer "
                                + cast.carol().token() + "\n\n\0")
                        .getBytes(StandardCharsets.UTF_8));
                assertThat(socket.readText()).startsWith("CONNECTED");
            }
        }
    }
}
