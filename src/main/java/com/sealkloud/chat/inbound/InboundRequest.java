package com.sealkloud.chat.inbound;

import com.sealkloud.chat.ticket.ProgramRequest;

/** A message of {@code chat.inbound} that has been read. */
record InboundRequest(InboundCommand command, ProgramRequest request) {

    String roomId() {
        return command.roomId();
    }
}
