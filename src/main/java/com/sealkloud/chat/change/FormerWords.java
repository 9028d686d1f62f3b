package com.sealkloud.chat.change;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.log.EventContents;
import com.sealkloud.chat.log.LogAccess;
import com.sealkloud.chat.log.LogEntryId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** Reads the former words of edited messages, for staff. */
@Service
class FormerWords {

    private final Revisions revisions;
    private final EventContents words;
    private final LogAccess access;
    private final ChangePolicy policy;

    FormerWords(Revisions revisions, EventContents words, LogAccess access, ChangePolicy policy) {
        this.revisions = revisions;
        this.words = words;
        this.access = access;
        this.policy = policy;
    }

    /** What a message said from a certain time on. */
    record Revision(int revision, String content, Instant editedAt, String editorId) {}

    /**
     * @return the oldest first, beginning with what was first written; nothing of a deleted one
     * @throws Refusal {@code not_found} for a message that is not theirs to see, {@code forbidden}
     *     for everybody but staff
     */
    @Transactional
    public List<Revision> of(Person reader, String conversationId, long seq) {
        access.requireReadable(reader, conversationId);
        policy.requireMaySeeRevisions(reader);
        LogEntryId id = new LogEntryId(conversationId, seq);
        ObjectNode now = words.ofMessage(id).orElseThrow(() -> Refusal.notFound("There is no message " + seq + "."));
        if (new Message(id, now).isDeleted()) {
            return List.of();
        }
        List<Revision> said = new ArrayList<>();
        said.add(revision(0, words.first(id).orElse(now), "senderId"));
        for (LogEntryId edit : revisions.eventsOf(id)) {
            said.add(revision(said.size(), words.first(edit).orElseGet(() -> revisions.event(edit)), "actorId"));
        }
        return said;
    }

    private static Revision revision(int number, ObjectNode event, String editor) {
        return new Revision(
                number,
                event.path("content").asString(""),
                Instant.parse(event.path("timestamp").asString("")),
                event.path(editor).asString(""));
    }
}
