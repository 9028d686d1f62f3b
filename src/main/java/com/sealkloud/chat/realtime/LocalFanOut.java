package com.sealkloud.chat.realtime;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Lazy;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.stereotype.Component;
import org.springframework.util.MimeTypeUtils;

/** Delivers to the sessions of this node, through the simple broker. */
@Component
class LocalFanOut {

    private final MessageChannel brokerChannel;

    LocalFanOut(@Lazy @Qualifier("brokerChannel") MessageChannel brokerChannel) {
        this.brokerChannel = brokerChannel;
    }

    void deliver(String destination, byte[] json) {
        SimpMessageHeaderAccessor headers = SimpMessageHeaderAccessor.create(SimpMessageType.MESSAGE);
        headers.setDestination(destination);
        headers.setContentType(MimeTypeUtils.APPLICATION_JSON);
        headers.setLeaveMutable(true);
        brokerChannel.send(MessageBuilder.createMessage(json, headers.getMessageHeaders()));
    }
}
