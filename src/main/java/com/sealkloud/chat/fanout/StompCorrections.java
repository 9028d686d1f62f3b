package com.sealkloud.chat.fanout;

import com.sealkloud.chat.session.HeartBeats;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.stomp.StompDecoder;
import org.springframework.messaging.simp.stomp.StompEncoder;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.AbstractSubscribableChannel;
import org.springframework.messaging.support.MessageHeaderAccessor;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.messaging.StompSubProtocolHandler;
import org.springframework.web.socket.messaging.SubProtocolWebSocketHandler;

/** Corrects what Spring configures for the endpoint without a setting. */
@Component
class StompCorrections implements SmartInitializingSingleton {

    private final AbstractSubscribableChannel inbound;
    private final SubProtocolWebSocketHandler handler;
    private final SendFailures failures;

    StompCorrections(
            @Qualifier("clientInboundChannel") AbstractSubscribableChannel inbound,
            @Qualifier("subProtocolWebSocketHandler") WebSocketHandler handler,
            SendFailures failures) {
        this.inbound = inbound;
        this.handler = (SubProtocolWebSocketHandler) handler;
        this.failures = failures;
    }

    @Override
    public void afterSingletonsInstantiated() {
        answerBeforeTheNextFrame();
        handler.getProtocolHandlers().forEach(protocol -> {
            if (protocol instanceof StompSubProtocolHandler stomp) {
                stomp.setEncoder(new WatchedEncoder());
                stomp.setDecoder(new ForgivingDecoder());
            }
        });
    }

    /**
     * Spring inserts the interceptor that releases the next frame of a session before all others,
     * so that it runs last after a frame was handled. But it appends it to the list that it walks
     * through from the end, so the next frame could get its receipt first. Setting the same
     * interceptors again rebuilds that list in their order.
     */
    private void answerBeforeTheNextFrame() {
        inbound.setInterceptors(List.copyOf(inbound.getInterceptors()));
    }

    /** Spring closes the session whose frame cannot be written, but silently. */
    private final class WatchedEncoder extends StompEncoder {

        @Override
        public byte[] encode(Map<String, Object> headers, byte[] payload) {
            try {
                return super.encode(headers, payload);
            } catch (RuntimeException e) {
                failures.count(e);
                throw e;
            }
        }
    }

    /**
     * Spring reads the heartbeats of every frame, and logs an error with a trace if they are no
     * numbers.
     */
    private static final class ForgivingDecoder extends StompDecoder {

        @Override
        public List<Message<byte[]>> decode(ByteBuffer buffer, @Nullable MultiValueMap<String, String> partial) {
            List<Message<byte[]>> frames = super.decode(buffer, partial);
            for (Message<byte[]> frame : frames) {
                StompHeaderAccessor headers = MessageHeaderAccessor.getAccessor(frame, StompHeaderAccessor.class);
                String heartBeats = headers == null ? null : headers.getFirstNativeHeader(HeartBeats.HEADER);
                if (headers != null && heartBeats != null) {
                    headers.setNativeHeader(HeartBeats.HEADER, HeartBeats.readable(heartBeats));
                }
            }
            return frames;
        }
    }
}
