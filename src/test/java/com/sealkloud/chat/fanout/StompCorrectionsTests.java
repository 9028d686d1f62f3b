package com.sealkloud.chat.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.simp.broker.OrderedMessageChannelDecorator;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.ExecutorChannelInterceptor;
import org.springframework.messaging.support.ExecutorSubscribableChannel;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.messaging.support.NativeMessageHeaderAccessor;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.messaging.StompSubProtocolHandler;
import org.springframework.web.socket.messaging.SubProtocolWebSocketHandler;

/** What Spring's endpoint does in another order, or without a word, unless it is mended. */
class StompCorrectionsTests {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ExecutorSubscribableChannel inbound = new ExecutorSubscribableChannel();
    private final StompSubProtocolHandler stomp = new StompSubProtocolHandler();
    private final List<String> done = new ArrayList<>();

    private void correct() {
        SubProtocolWebSocketHandler handler =
                new SubProtocolWebSocketHandler(inbound, new ExecutorSubscribableChannel());
        handler.addProtocolHandler(stomp);
        new StompCorrections(inbound, handler, new SendFailures(meters)).afterSingletonsInstantiated();
    }

    private static Message<byte[]> frame(String name) {
        SimpMessageHeaderAccessor headers = SimpMessageHeaderAccessor.create(SimpMessageType.MESSAGE);
        headers.setLeaveMutable(true);
        return MessageBuilder.createMessage(name.getBytes(StandardCharsets.UTF_8), headers.getMessageHeaders());
    }

    private static String nameOf(Message<?> message) {
        return new String((byte[]) message.getPayload(), StandardCharsets.UTF_8);
    }

    @Test
    void aFrameIsAnsweredBeforeTheNextOneOfItsSessionIsHandled() {
        inbound.addInterceptor(new ExecutorChannelInterceptor() {
            @Override
            public void afterMessageHandled(
                    Message<?> message, MessageChannel channel, MessageHandler handler, @Nullable Exception failure) {
                done.add("answered " + nameOf(message));
            }
        });
        OrderedMessageChannelDecorator.configureInterceptor(inbound, true);
        correct();
        MessageChannel[] session = new MessageChannel[1];
        inbound.subscribe(message -> {
            done.add("handled " + nameOf(message));
            if (nameOf(message).equals("1")) {
                session[0].send(frame("2"));
            }
        });
        session[0] = new OrderedMessageChannelDecorator(inbound, LogFactory.getLog(getClass()));

        session[0].send(frame("1"));

        assertThat(done).containsExactly("handled 1", "answered 1", "handled 2", "answered 2");
    }

    @Test
    void aFrameThatCannotBeEncodedEndsItsSessionAndIsCounted() {
        correct();
        WebSocketSession socket = (WebSocketSession) Proxy.newProxyInstance(
                WebSocketSession.class.getClassLoader(),
                new Class<?>[] {WebSocketSession.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        done.add("closed " + ((CloseStatus) arguments[0]).getCode());
                    }
                    return method.getName().equals("getId") ? "s1" : null;
                });
        StompHeaderAccessor broken = StompHeaderAccessor.create(StompCommand.RECEIPT);
        broken.setHeader(
                NativeMessageHeaderAccessor.NATIVE_HEADERS, Map.of("receipt-id", Collections.singletonList(null)));
        broken.setLeaveMutable(true);

        stomp.handleMessageToClient(socket, MessageBuilder.createMessage(new byte[0], broken.getMessageHeaders()));

        assertThat(done).containsExactly("closed 1002");
        assertThat(meters.get("chat.frames.failed").counter().count()).isEqualTo(1);
    }
}
