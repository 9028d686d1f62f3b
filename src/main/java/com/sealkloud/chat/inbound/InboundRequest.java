package com.sealkloud.chat.inbound;

import com.sealkloud.chat.ticket.ProgramRequest;

/** A parsed message of {@code chat.inbound}. */
record InboundRequest(InboundCommand command, ProgramRequest request) {

    String roomId() {
        return command.roomId();
    }
}
