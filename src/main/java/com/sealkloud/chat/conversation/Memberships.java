package com.sealkloud.chat.conversation;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Takes people out of conversations, and tells those who keep something for them. */
@Component
public class Memberships {

    private final ParticipantRepository participants;
    private final ApplicationEventPublisher listeners;

    Memberships(ParticipantRepository participants, ApplicationEventPublisher listeners) {
        this.participants = participants;
        this.listeners = listeners;
    }

    /** Also if they are not in it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(String conversationId, String userId) {
        participants.deleteById(new ParticipantId(conversationId, userId));
        listeners.publishEvent(new MembershipEnded(conversationId, userId));
    }
}
