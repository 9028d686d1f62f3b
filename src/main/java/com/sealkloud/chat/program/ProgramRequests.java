package com.sealkloud.chat.program;

import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Remembers what programs have asked for beside messages. A repetition that comes days later must
 * not undo what has happened since, so it does not suffice that doing it twice in a row changes
 * nothing.
 */
@Repository
public class ProgramRequests {

    private record Done(String digest, String conversationId, long seq) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    ProgramRequests(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Does the work unless it has been done under this key.
     *
     * @param work what to do; gives the {@code seq} at which the conversation's log ends after it
     * @return that seq, the earlier one for a repetition
     * @throws Refusal {@code conflict} if the key stands for something else
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public long once(ProgramRequest request, String conversationId, Supplier<Long> work) {
        String key = request.key();
        if (key == null) {
            return work.get();
        }
        Optional<Done> done = find(request, key);
        if (done.isPresent()) {
            return done.get().seq();
        }
        long seq = work.get();
        note(request.sender().userId(), key, request.digest(), conversationId, seq);
        return seq;
    }

    /**
     * @return the conversation in which the request was carried out, if it was
     * @throws Refusal {@code conflict} if the key stands for something else
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<String> conversationOf(ProgramRequest request) {
        return Optional.ofNullable(request.key())
                .flatMap(key -> find(request, key))
                .map(Done::conversationId);
    }

    private Optional<Done> find(ProgramRequest request, String key) {
        Optional<Done> done = find(request.sender().userId(), key);
        if (done.filter(found -> !found.digest().equals(request.digest())).isPresent()) {
            throw new Refusal(RefusalCode.CONFLICT, "The key of this request was used for another one.");
        }
        return done;
    }

    private Optional<Done> find(String senderId, String key) {
        return jdbc.sql(
                        "select digest, conversation_id, seq from ticket_command where sender_id = :senderId and command_key = :key")
                .param("senderId", senderId)
                .param("key", key)
                .query(Done.class)
                .optional();
    }

    private void note(String senderId, String key, String digest, String conversationId, long seq) {
        jdbc.sql("""
                        insert into ticket_command (sender_id, command_key, digest, conversation_id, seq, done_at)
                        values (:senderId, :key, :digest, :conversationId, :seq, :now)""")
                .param("senderId", senderId)
                .param("key", key)
                .param("digest", digest)
                .param("conversationId", conversationId)
                .param("seq", seq)
                .param("now", utc(clock.instant()))
                .update();
    }
}
