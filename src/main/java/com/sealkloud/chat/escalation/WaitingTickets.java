package com.sealkloud.chat.escalation;

import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.escalation.TicketWaits.Wait;
import com.sealkloud.chat.log.ConversationEvent;
import com.sealkloud.chat.message.MessageKind;
import com.sealkloud.chat.message.RoomMessage;
import com.sealkloud.chat.planning.TicketPlanner;
import com.sealkloud.chat.room.RoomCreated;
import com.sealkloud.chat.ticket.TicketChanged;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Notes of each ticket whether it waits: from when it has come into a tier, or its requester has
 * written, until somebody of the staff writes or takes it.
 */
@Component
class WaitingTickets implements TicketPlanner {

    private final TicketWaits waits;
    private final EscalationProperties properties;

    WaitingTickets(TicketWaits waits, EscalationProperties properties) {
        this.waits = waits;
        this.properties = properties;
    }

    @Override
    public String planner() {
        return "escalation";
    }

    /** A ticket that nobody has moves to another tier without its client's knowledge. */
    @Override
    public boolean readsNotes() {
        return true;
    }

    @Override
    public void plan(ConversationEvent event) {
        if (event instanceof TicketChanged changed) {
            changed(changed);
        } else if (event instanceof RoomCreated created) {
            begin(created.roomId(), created.timestamp());
        } else if (event instanceof RoomMessage message) {
            said(message);
        }
    }

    private void changed(TicketChanged changed) {
        switch (changed.change()) {
            case OPENED, REOPENED, ESCALATED, RETURNED -> begin(changed.roomId(), changed.timestamp());
            case ASSIGNED -> {
                if (changed.assigneeId() == null) {
                    begin(changed.roomId(), changed.timestamp());
                }
            }
            case CLAIMED, HANDED_OVER, CLOSED -> waits.end(changed.roomId());
            case STATUS_CHANGED, RENAMED, REQUESTER_CHANGED, UNATTENDED, ATTENDED -> {}
        }
    }

    private void said(RoomMessage message) {
        if (message.senderRole() == Role.CLIENT) {
            if (waits.find(message.roomId()).isEmpty()) {
                begin(message.roomId(), message.timestamp());
            }
        } else if (message.senderRole().isStaff() && message.kind() == MessageKind.TEXT) {
            waits.end(message.roomId());
        }
    }

    private void begin(String roomId, Instant now) {
        waits.save(new Wait(roomId, now, now.plus(properties.grace())));
    }
}
