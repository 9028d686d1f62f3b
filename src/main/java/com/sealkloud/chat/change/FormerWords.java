package com.sealkloud.chat.change;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Page;
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

    private static final int CHARACTERS_AT_ONCE = 300_000;

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
     * @param from the first revision that is wanted
     * @return the oldest first, beginning with what was first written; nothing of a deleted one.
     *     The next page follows many characters, as each revision can have those of a message
     * @throws Refusal {@code not_found} for a message that is not theirs to see, {@code forbidden}
     *     for everybody but staff
     */
    @Transactional
    public Page<Revision> of(Person reader, String conversationId, long seq, int from) {
        access.requireReadable(reader, conversationId);
        policy.requireMaySeeRevisions(reader);
        LogEntryId id = new LogEntryId(conversationId, seq);
        ObjectNode now = words.ofMessage(id).orElseThrow(() -> Refusal.notFound("There is no message " + seq + "."));
        if (new Message(id, now).isDeleted()) {
            return new Page<>(List.of(), null);
        }
        List<LogEntryId> edits = revisions.eventsOf(id);
        List<Revision> said = new ArrayList<>();
        int characters = 0;
        int number = from;
        for (; number <= edits.size() && characters < CHARACTERS_AT_ONCE; number++) {
            Revision revision = number == 0
                    ? revision(0, words.first(id).orElse(now), "senderId")
                    : edited(number, edits.get(number - 1));
            characters += revision.content().length();
            said.add(revision);
        }
        return new Page<>(said, number <= edits.size() ? String.valueOf(number) : null);
    }

    private Revision edited(int number, LogEntryId edit) {
        return revision(number, words.first(edit).orElseGet(() -> revisions.event(edit)), "actorId");
    }

    private static Revision revision(int number, ObjectNode event, String editor) {
        return new Revision(
                number,
                event.path("content").asString(""),
                Instant.parse(event.path("timestamp").asString("")),
                event.path(editor).asString(""));
    }
}
