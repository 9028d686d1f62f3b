package com.sealkloud.chat.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sealkloud.chat.audit.AuditStore.Link;
import com.sealkloud.chat.audit.AuditVerification.NotedState;
import com.sealkloud.chat.audit.AuditVerification.VerifiedChain;
import com.sealkloud.chat.testing.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The chain on both databases, without a server. */
@ParameterizedClass(name = "{0}")
@EnumSource
@ExtendWith(Servers.class)
class AuditChainOfDatabaseTests {

    private static final Instant TIME = Instant.parse("2026-11-28T10:00:00.123456Z");

    enum Database {
        H2,
        POSTGRESQL
    }

    /** One process with connections of its own. */
    private record Node(AuditStore store, AuditWriter writer, TransactionTemplate transactions) {

        static Node at(DataSource database, Instant time) {
            AuditStore store = new AuditStore(JdbcClient.create(database), new JdbcTemplate(database));
            return new Node(
                    store,
                    new AuditWriter(store, Clock.fixed(time, ZoneOffset.UTC)),
                    new TransactionTemplate(new JdbcTransactionManager(database)));
        }

        void write(String... actions) {
            List<AuditNote> notes = new ArrayList<>();
            for (String action : actions) {
                notes.add(new AuditNote("ada", action, "user:carol", "192.0.2.1", null, "{\"role\":\"client\"}"));
            }
            transactions.executeWithoutResult(status -> writer.append(notes));
        }

        VerifiedChain verify() {
            return new AuditVerification(store).verify(null);
        }

        VerifiedChain verify(Link noted) {
            return new AuditVerification(store).verify(noted);
        }
    }

    @Parameter
    Database kind;

    private String url;
    private DataSource database;
    private Node node;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @BeforeEach
    void createTables() {
        url = kind == Database.H2
                ? "jdbc:h2:mem:audit" + System.nanoTime() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000"
                : Servers.postgres().newDatabase();
        database = new DriverManagerDataSource(url);
        // This migration needs no other one.
        new ResourceDatabasePopulator(new ClassPathResource("db/migration/V25__audit.sql")).execute(database);
        node = Node.at(database, TIME);
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private void change(String sql) {
        JdbcClient.create(database).sql(sql).update();
    }

    @Test
    void twoNodesThatWriteAtOnceMakeOneChain() throws Exception {
        int rounds = 100;
        CyclicBarrier start = new CyclicBarrier(2);
        List<Future<?>> writers = new ArrayList<>();
        for (String name : List.of("one", "two")) {
            Node own = Node.at(database, TIME);
            writers.add(threads.submit(() -> {
                for (int i = 0; i < rounds; i++) {
                    start.await();
                    own.write(name + ".first", name + ".second");
                }
                return null;
            }));
        }
        for (Future<?> writer : writers) {
            writer.get();
        }

        List<AuditStore.Linked> rows = node.store().after(0, 1_000);
        assertThat(rows)
                .extracting(row -> row.entry().id())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, rounds * 4L).boxed().toList());
        assertThat(rows)
                .as("the entries of a transaction follow each other")
                .filteredOn(row -> row.entry().id() % 2 == 0)
                .allMatch(row -> row.entry().action().endsWith(".second"));
        assertThat(node.verify().firstBroken()).isNull();
        assertThat(node.verify().entries()).isEqualTo(rounds * 4L);
    }

    @Test
    void whatIsRolledBackLeavesNothing() {
        node.write("first");
        node.transactions().executeWithoutResult(status -> {
            node.writer().append(List.of(new AuditNote(null, "lost", null, null, null, null)));
            status.setRollbackOnly();
        });
        node.write("second");

        assertThat(node.store().after(0, 10))
                .extracting(row -> row.entry().action())
                .containsExactly("first", "second");
        assertThat(node.verify().firstBroken()).isNull();
    }

    @Test
    void changedInsertedAndRemovedEntriesAreFound() {
        node.write("one", "two", "three", "four", "five");
        Link third = link(3);

        change("update audit_entry set target = 'user:dave' where id = 3");
        assertThat(node.verify().firstBroken()).isEqualTo(3);
        change("update audit_entry set target = 'user:carol' where id = 3");
        assertThat(node.verify().firstBroken()).isNull();
        change("update audit_entry set at = at + interval '1' second where id = 5");
        assertThat(node.verify().firstBroken()).isEqualTo(5);
        change("update audit_entry set at = at - interval '1' second where id = 5");

        change("insert into audit_entry select 6, at, actor, 'forged', target, address, before_change, after_change,"
                + " hash from audit_entry where id = 5");
        assertThat(node.verify().firstBroken()).as("an entry behind the end").isEqualTo(6);
        change("delete from audit_entry where id = 6");

        change("delete from audit_entry where id = 5");
        assertThat(node.verify().firstBroken()).as("the last entry").isEqualTo(5);
        change("update audit_chain set last_id = 4, last_hash = (select hash from audit_entry where id = 4)");
        assertThat(node.verify().firstBroken())
                .as("the chain alone cannot tell")
                .isNull();
        assertThat(node.verify(new Link(5, "0".repeat(64))).noted()).isEqualTo(NotedState.missing);
        assertThat(node.verify(third).noted()).isEqualTo(NotedState.unchanged);
        assertThat(node.verify(new Link(3, "0".repeat(64))).noted()).isEqualTo(NotedState.changed);

        change("update audit_chain set floor_id = 5");
        assertThat(node.verify().firstBroken())
                .as("an end before the beginning")
                .isNotNull();
        change("update audit_chain set floor_id = 0");

        change("delete from audit_entry");
        assertThat(node.verify().firstBroken()).as("all of them").isEqualTo(1);
    }

    @Test
    void chainHoldsAfterRetention() {
        node.write("one", "two", "three");
        Link second = link(2);
        Link third = link(3);
        Node later = Node.at(database, TIME.plus(Duration.ofDays(10)));
        later.write("four", "five");

        Long removed =
                later.transactions().execute(status -> later.store().removeOldest(TIME.plus(Duration.ofDays(1)), 2));

        assertThat(removed).isEqualTo(2);
        VerifiedChain outcome = node.verify();
        assertThat(outcome.firstBroken()).isNull();
        assertThat(outcome.firstId()).isEqualTo(3);
        assertThat(outcome.entries()).isEqualTo(3);
        assertThat(node.verify(third).noted()).isEqualTo(NotedState.unchanged);
        assertThat(node.verify(second).noted()).as("its hash begins the chain").isEqualTo(NotedState.unchanged);
        assertThat(node.verify(new Link(1, second.hash())).noted()).isEqualTo(NotedState.removed);
        change("delete from audit_entry where id = 3");
        assertThat(node.verify().firstBroken()).as("not by retention").isEqualTo(3);
    }

    /** What operations.md says about the roles of PostgreSQL. */
    @Test
    void roleOfTheServiceCanAppendAndNothingElseAndItsOwnerRemovesOldEntries() throws IOException {
        assumeThat(kind).isEqualTo(Database.POSTGRESQL);
        String page = Files.readString(Path.of("src/docs/operations.md"));
        String audit = page.substring(page.indexOf("## Audit log"), page.indexOf("## Backing up"));
        List<String> statements = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL)
                .matcher(audit)
                .results()
                .map(block -> block.group(1))
                .toList();
        change("create role chat login");
        change(statements.get(0));
        DataSource roleOfService = new DriverManagerDataSource(url.replace("user=postgres", "user=chat"));
        Node service = Node.at(roleOfService, TIME.minus(Duration.ofDays(1_000)));

        service.write("one", "two");
        Node.at(database, Instant.now()).write("three");

        for (String forbidden : List.of("update audit_entry set actor = null", "delete from audit_entry")) {
            assertThatThrownBy(() -> service.transactions()
                            .executeWithoutResult(status -> JdbcClient.create(roleOfService)
                                    .sql(forbidden)
                                    .update()))
                    .isInstanceOf(BadSqlGrammarException.class);
        }
        change(statements.get(1));
        assertThat(service.verify().firstBroken()).isNull();
        assertThat(service.verify().firstId()).isEqualTo(3);
        change(statements.get(1));
        assertThat(service.verify().entries())
                .as("once more, without any that are old")
                .isEqualTo(1);
    }

    @Test
    void retentionNeverRemovesTheLastEntry() {
        node.write("one", "two");

        Long removed =
                node.transactions().execute(status -> node.store().removeOldest(TIME.plus(Duration.ofDays(1)), 1_000));

        assertThat(removed).isEqualTo(1);
        node.write("three");
        assertThat(node.verify().entries()).isEqualTo(2);
        assertThat(node.verify().firstBroken()).isNull();
    }

    @Test
    void longestValuesFit() {
        String longest = "ä".repeat(AuditValues.LONGEST);
        node.transactions()
                .executeWithoutResult(status -> node.writer()
                        .append(List.of(new AuditNote(
                                "x".repeat(64), "y", "z".repeat(300), "1".repeat(64), longest, longest))));

        assertThat(node.verify().firstBroken()).isNull();
    }

    private Link link(long id) {
        AuditStore.Linked row = node.store().after(id - 1, 1).get(0);
        return new Link(row.entry().id(), row.hash());
    }
}
