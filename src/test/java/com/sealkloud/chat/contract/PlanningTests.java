package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.conversation.LockedConversations;
import com.sealkloud.chat.log.EventLogged;
import com.sealkloud.chat.room.MemberJoined;
import com.sealkloud.chat.testing.LeftOver;
import com.sealkloud.chat.testing.User;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What follows from a message is nothing that the message could fail at, and nothing that gets
 * lost.
 */
class PlanningTests extends EitherBroker {
    private User carol;
    private User lena;
    private String room;

    @BeforeEach
    void openRoom() {
        carol = cast.carol();
        lena = cast.lena();
        room = ticketRoom(lena, carol);
    }

    private int post(User user, String content) {
        return as(user).post("/conversations/" + room + "/messages", Map.of("content", content))
                .status();
    }

    private List<Timestamp> waiting() {
        return chat.database()
                .queryForList("select since from ticket_wait where conversation_id = ?", Timestamp.class, room);
    }

    private List<String> replies() {
        return chat.database()
                .queryForList(
                        "select cause || ' ' || state from automated_reply where conversation_id = ?",
                        String.class,
                        room);
    }

    private void awaitPlanned() {
        await("all planned")
                .until(() ->
                        chat.database().queryForList("""
                                select c.last_seq = p.seq from conversation c
                                left join planned_room p on p.conversation_id = c.conversation_id
                                where c.conversation_id = ?""", Boolean.class, room).equals(List.of(true, true)));
    }

    /**
     * As if the node had died between the commit and the planning of all that has happened in the
     * room.
     */
    private void dieBeforePlanning() {
        for (String table : List.of("ticket_wait", "automated_reply", "planned_room")) {
            chat.database().update("delete from " + table + " where conversation_id = ?", room);
        }
        LeftOver.all(chat, room);
    }

    @Test
    void listenerThatThrowsFailsNoneOfTheMessagesThatShareACommit() throws Exception {
        ApplicationListener<?> listener = new ApplicationListener<PayloadApplicationEvent<EventLogged>>() {
            @Override
            public void onApplicationEvent(PayloadApplicationEvent<EventLogged> logged) {
                if (logged.getPayload().payload().contains("poison")) {
                    throw new IllegalStateException("a feature has a bug");
                }
            }
        };
        ApplicationEventMulticaster listeners = chat.bean(ApplicationEventMulticaster.class);
        listeners.addApplicationListener(listener);
        List<Future<Integer>> statuses = new ArrayList<>();
        try {
            // While the room is locked the messages gather.
            chat.bean(TransactionTemplate.class).executeWithoutResult(status -> {
                chat.database().queryForList("select 1 from conversation where conversation_id = ? for update", room);
                Stream.concat(Stream.of("poison"), IntStream.range(0, 15).mapToObj(i -> "message " + i))
                        .forEach(content -> statuses.add(THREADS.submit(() -> post(carol, content))));
                await("messages wait").until(() -> waitingThreads() > 0);
            });
            for (Future<Integer> status : statuses) {
                assertThat(status.get()).isEqualTo(201);
            }
        } finally {
            listeners.removeApplicationListener(listener);
        }
        assertThat(as(carol)
                        .get("/conversations/" + room + "/messages?limit=200")
                        .list("messages"))
                .hasSize(16);
    }

    /** What the node is to publish is found by others if it dies after the commit. */
    @Test
    void whatIsLoggedStandsInTheOutboxBeforeItIsCommitted() {
        List<Object> noted = new ArrayList<>();
        Person person = new Person(lena.userId(), lena.userName(), Role.EMPLOYEE_L1);
        chat.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            MemberJoined logged = chat.bean(LockedConversations.class)
                    .lock(person, room)
                    .append(
                            person,
                            (seq, now) -> new MemberJoined(
                                    room, seq, room, person.userId(), person.userName(), person.userRole(), now));
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void beforeCommit(boolean readOnly) {
                    noted.addAll(chat.database()
                            .queryForList(
                                    "select 1 from outbox where ? = any(conversation_ids) and ? = any(seqs)",
                                    room,
                                    logged.seq()));
                }
            });
        });

        assertThat(noted).hasSize(1);
        await("published").until(() -> LeftOver.isNothingOf(chat, room));
    }

    private static long waitingThreads() {
        return Thread.getAllStackTraces().values().stream()
                .filter(stack -> Stream.of(stack)
                        .anyMatch(frame -> frame.getClassName().endsWith("GroupCommit")
                                && frame.getMethodName().equals("writeAll")))
                .count();
    }

    @Test
    void whatADeadNodeHasNotPlannedIsPlannedOnceFromTheOutbox() {
        User ada = cast.ada();
        String rule = as(ada).post(
                        "/automation-rules",
                        Map.of("trigger", "no_answer", "afterSeconds", 604800, "content", "Please bear with us"))
                .expect(201)
                .text("ruleId");
        try {
            post(carol, "It is on fire");
            post(lena, "Coming");
            post(carol, "Thanks, and the other one");
            post(carol, "Hello?");
            awaitPlanned();
            List<Timestamp> since = waiting();
            List<String> planned = replies();
            assertThat(since).hasSize(1);
            assertThat(planned)
                    .hasSize(2)
                    .anyMatch(reply -> reply.endsWith("OVER"))
                    .anyMatch(reply -> reply.endsWith("DUE"));

            dieBeforePlanning();
            awaitPlanned();
            assertThat(waiting()).isEqualTo(since);
            assertThat(replies()).containsExactlyInAnyOrderElementsOf(planned);

            await("published").until(() -> LeftOver.isNothingOf(chat, room));
            LeftOver.all(chat, room);
            await("published again").until(() -> LeftOver.isNothingOf(chat, room));
            assertThat(waiting()).isEqualTo(since);
            assertThat(replies()).containsExactlyInAnyOrderElementsOf(planned);
        } finally {
            as(ada).delete("/automation-rules/" + rule).expect(204);
        }
    }

    @Test
    void anEventThatNobodyCanPlanFromIsPassedOver() {
        post(carol, "unreadable");
        post(lena, "Coming");
        awaitPlanned();
        chat.database()
                .update(
                        "update log_entry set payload = '{' where conversation_id = ? and payload like '%unreadable%'",
                        room);
        chat.database().update("update planned_room set seq = 0 where conversation_id = ?", room);

        post(carol, "Hello?");

        awaitPlanned();
        assertThat(waiting()).hasSize(1);
        as(lena).get("/tickets?queue=open&limit=200").expect(200);
    }
}
