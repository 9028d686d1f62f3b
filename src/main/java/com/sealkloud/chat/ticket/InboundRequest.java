package com.sealkloud.chat.ticket;

import com.sealkloud.chat.conversation.ProgramRequest;

/** A message of {@code chat.inbound} that has been read. */
record InboundRequest(InboundCommand command, ProgramRequest request) {

    String roomId() {
        return command.roomId();
    }
}
