package com.sealkloud.chat.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.account.AccountRepository;
import com.sealkloud.chat.account.Administrators;
import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.audit.AuditLog;
import com.sealkloud.chat.conversation.LockedConversations;
import com.sealkloud.chat.erasure.Erasure.Subject;
import com.sealkloud.chat.log.LogBeginnings;
import com.sealkloud.chat.log.UncountedEvents;
import com.sealkloud.chat.retention.Holds;
import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.User;
import com.sealkloud.chat.token.TokenService;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.transaction.support.TransactionTemplate;

/** The messages of an erasure are counted for its progress only, and in no transaction. */
@ExtendWith(Servers.class)
class UncountedErasureTests {

    private static final String REASON = "asked for on the phone";

    @ParameterizedTest
    @MethodSource("com.sealkloud.chat.testing.Mode#eitherBroker")
    void whatCannotBeCountedIsErasedAllTheSame(Mode mode) {
        Chat chat = Servers.chat(mode);
        User carol = chat.cast().carol();
        String room = roomWithAMessage(chat);
        Person admin = chat.bean(Directory.class)
                .findAllEvenDisabled(List.of(chat.cast().ada().userId()))
                .get(0);

        awaitDone(chat, asked(chat).ofPerson(carol.userId(), REASON, admin));
        awaitDone(chat, asked(chat).ofConversation(room, REASON, admin));

        assertThat(words(chat, room)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("com.sealkloud.chat.testing.Mode#eitherBroker")
    void whatCannotBeCountedIsErasedOnceMoreAfterARestore(Mode mode) {
        Chat chat = Servers.chat(mode);
        User carol = chat.cast().carol();
        String room = roomWithAMessage(chat);

        for (ErasureLedger.Line line :
                List.of(line(Subject.PERSON, carol.userId()), line(Subject.CONVERSATION, room))) {
            repeated(chat).repeat(line);
            awaitDone(chat, line.erasureId());
        }

        assertThat(words(chat, room)).isEmpty();
    }

    private static ErasureLedger.Line line(Subject subject, String subjectId) {
        return new ErasureLedger.Line(UUID.randomUUID().toString(), subject, subjectId, "ada", Instant.now());
    }

    private static String roomWithAMessage(Chat chat) {
        User lena = chat.cast().lena();
        String room = chat.as(lena)
                .post("/rooms", Map.of("name", "a team", "kind", "team", "memberIds", List.of(lena.userId())))
                .expect(201)
                .text("roomId");
        chat.as(lena)
                .post("/conversations/" + room + "/messages", Map.of("content", "hello"))
                .expect(201);
        assertThat(words(chat, room)).isEqualTo("hello");
        return room;
    }

    /** @return those of its only message */
    private static String words(Chat chat, String room) {
        String payload = chat.database()
                .queryForObject(
                        "select payload from log_entry where conversation_id = ? and message_id is not null",
                        String.class,
                        room);
        return payload.contains("hello") ? "hello" : "";
    }

    private static Erasures asked(Chat chat) {
        return new Erasures(
                chat.bean(ErasureRows.class),
                uncounted(chat),
                chat.bean(ErasureLedger.class),
                chat.bean(AccountRepository.class),
                chat.bean(Administrators.class),
                chat.bean(LockedConversations.class),
                new UncountedEvents(chat),
                chat.bean(Holds.class),
                chat.bean(AuditLog.class),
                chat.bean(TransactionTemplate.class),
                chat.bean(Clock.class));
    }

    private static RepeatedErasures repeated(Chat chat) {
        return new RepeatedErasures(
                chat.bean(ErasureRows.class),
                uncounted(chat),
                chat.bean(AccountRepository.class),
                chat.bean(LogBeginnings.class),
                chat.bean(AuditLog.class),
                chat.bean(TransactionTemplate.class));
    }

    private static ErasureStart uncounted(Chat chat) {
        ApplicationEventMulticaster events = chat.bean(ApplicationEventMulticaster.class);
        return new ErasureStart(
                chat.bean(ErasureRows.class),
                chat.bean(AccountRepository.class),
                chat.bean(TokenService.class),
                new UncountedEvents(chat),
                event -> events.multicastEvent(new PayloadApplicationEvent<>(chat, event)),
                chat.bean(Clock.class));
    }

    private static void awaitDone(Chat chat, String erasureId) {
        ErasureRows rows = chat.bean(ErasureRows.class);
        await("the erasure").until(() -> rows.find(erasureId).orElseThrow().done());
        assertThat(rows.find(erasureId).orElseThrow().total()).isZero();
    }
}
