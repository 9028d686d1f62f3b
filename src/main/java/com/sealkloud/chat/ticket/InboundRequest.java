package com.sealkloud.chat.ticket;

import com.sealkloud.chat.conversation.ProgramRequest;

/** A parsed message of {@code chat.inbound}. */
record InboundRequest(InboundCommand command, ProgramRequest request) {

    String roomId() {
        return command.roomId();
    }
}
