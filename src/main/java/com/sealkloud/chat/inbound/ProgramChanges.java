package com.sealkloud.chat.inbound;

import com.sealkloud.chat.change.ChangedMessages;
import com.sealkloud.chat.conversation.LockedConversation;
import com.sealkloud.chat.conversation.LockedConversations;
import com.sealkloud.chat.program.ProgramRequest;
import com.sealkloud.chat.program.ProgramRequests;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What programs do to messages that they have written: as over REST, with the same rights and
 * refusals, but once under a key, however late it comes again.
 */
@Service
@Transactional
class ProgramChanges {

    private final ChangedMessages messages;
    private final LockedConversations conversations;
    private final ProgramRequests programs;

    ProgramChanges(ChangedMessages messages, LockedConversations conversations, ProgramRequests programs) {
        this.messages = messages;
        this.conversations = conversations;
        this.programs = programs;
    }

    public long edit(ProgramRequest request, String roomId, long seq, String content, int seen) {
        return change(
                request, roomId, () -> messages.edit(request.sender(), request.cause(), roomId, seq, content, seen));
    }

    public long delete(ProgramRequest request, String roomId, long seq) {
        return change(request, roomId, () -> messages.delete(request.sender(), request.cause(), roomId, seq));
    }

    /** @return the last {@code seq} of the room's log after it */
    private long change(ProgramRequest request, String roomId, Runnable change) {
        return programs.once(request, roomId, () -> {
            LockedConversation room = conversations.lockForAuthor(request.sender(), roomId);
            change.run();
            return room.lastSeq();
        });
    }
}
