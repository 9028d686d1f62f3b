package com.sealkloud.chat.realtime;

import com.sealkloud.chat.api.RefusalCode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.socket.messaging.StompSubProtocolErrorHandler;

/**
 * Writes the ERROR frame when Spring itself stops a frame before {@link FrameGuard} sees it: a
 * malformed one, one before the CONNECT, and a second CONNECT. Otherwise clients would get the text
 * of an exception.
 */
class ProtocolErrors extends StompSubProtocolErrorHandler {

    private static final Logger log = LoggerFactory.getLogger(ProtocolErrors.class);

    private final RefusalCounter refusals;

    ProtocolErrors(RefusalCounter refusals) {
        this.refusals = refusals;
    }

    @Override
    public Message<byte[]> handleClientMessageProcessingError(
            @Nullable Message<byte[]> clientMessage, Throwable failure) {
        log.debug("A frame was refused: {}", failure.getClass().getSimpleName());
        boolean isConnect = clientMessage != null && isConnect(clientMessage);
        boolean isTooEarly = clientMessage != null && !isConnect;
        String code = isTooEarly ? ConnectGuard.AUTHENTICATION_REQUIRED : RefusalCode.BAD_REQUEST.wireName();
        refusals.count(code, isTooEarly ? "too_early" : isConnect ? "second_connect" : "malformed");
        StompHeaderAccessor headers = StompHeaderAccessor.create(StompCommand.ERROR);
        headers.setMessage(code);
        headers.setContentType(MimeTypeUtils.TEXT_PLAIN);
        headers.setLeaveMutable(true);
        String reason = isTooEarly ? "Log in first." : "This frame cannot be understood, or not at this time.";
        return MessageBuilder.createMessage(reason.getBytes(StandardCharsets.UTF_8), headers.getMessageHeaders());
    }

    private static boolean isConnect(Message<byte[]> frame) {
        Object command = StompHeaderAccessor.wrap(frame).getCommand();
        return command == StompCommand.CONNECT || command == StompCommand.STOMP;
    }
}
