package com.sealkloud.chat.inbound;

import com.sealkloud.chat.program.ProgramRequest;

/** A parsed message of {@code chat.inbound}. */
record InboundRequest(InboundCommand command, ProgramRequest request) {

    String roomId() {
        return command.roomId();
    }
}
