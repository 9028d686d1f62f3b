package com.sealkloud.chat.presence;

import static com.sealkloud.chat.sql.SqlValues.utc;
import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.account.PeopleFilter;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.api.Page;
import com.sealkloud.chat.cluster.NodeId;
import com.sealkloud.chat.testing.Servers;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The list of users among many, on both databases, without a server. */
@ExtendWith(Servers.class)
class PeoplePagesTests {
    private static final PeopleFilter STAFF_SEES = new PeopleFilter("", people(), people(), Set.of());
    private static final PeopleFilter CLIENT_SEES =
            new PeopleFilter("", people(), Role.STAFF, new HashSet<>(List.of("p00001")));

    enum Database {
        H2,
        POSTGRESQL;

        private String url() {
            return this == H2
                    ? "jdbc:h2:mem:" + System.nanoTime()
                    : Servers.postgres().newDatabase();
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachIsListedOnceWhoIsHereFirst(Database database) {
        try (Tables tables = new Tables(database)) {
            tables.fill(1, 3_000);

            PeoplePlace start = PeoplePlace.ofClient("");
            List<PeoplePages.Row> all = allPages(tables, STAFF_SEES, 100);

            assertThat(all).hasSize(3_000).doesNotHaveDuplicates();
            assertThat(ids(all).subList(0, 6))
                    .as("online by name, then away and not to be disturbed by name")
                    .containsExactly("p00010", "p00013", "p00019", "p00011", "p00012", "p00018");
            assertThat(ids(all).subList(6, 8))
                    .as("those who have gone, the last first")
                    .containsExactly("p02999", "p02997");
            assertThat(ids(all).get(6 + 1_503))
                    .as("who was here before all the others")
                    .isEqualTo("p00001");
            assertThat(ids(all).subList(6 + 1_504, 3_000))
                    .as("who was never here")
                    .hasSize(1_490)
                    .isSorted();
            assertThat(ids(tables.ranked()
                            .page(STAFF_SEES, tables.here(), PresenceStatus.AWAY, start, 9)
                            .items()))
                    .containsExactly("p00011", "p00018");
            assertThat(ids(tables.ranked()
                            .page(STAFF_SEES, tables.here(), PresenceStatus.DND, start, 9)
                            .items()))
                    .containsExactly("p00012");
            assertThat(ids(tables.pages().offlineById(STAFF_SEES, "p00009", 2))).containsExactly("p00014", "p00015");
            assertThat(ids(tables.pages().hereById(STAFF_SEES, tables.here().keySet(), "p00011", 2)))
                    .containsExactly("p00012", "p00013");
            assertThat(ids(allPages(tables, CLIENT_SEES, 7)))
                    .as("clients see staff, and those with whom they share a room")
                    .hasSize(301)
                    .startsWith("p00010")
                    .contains("p00001")
                    .allMatch(id -> id.endsWith("0") || id.equals("p00001"));
        }
    }

    @Test
    void placeStaysRightWhilePeopleComeAndGo() {
        try (Tables tables = new Tables(Database.H2)) {
            tables.fill(1, 505);
            Page<PeoplePages.Row> first =
                    tables.ranked().page(STAFF_SEES, tables.here(), null, PeoplePlace.ofClient(""), 300);

            tables.jdbc().update("update last_seen set announced = 'ONLINE' where user_id = 'p00400'");
            tables.jdbc().update("delete from presence_lease where user_id = 'p00010'");
            Page<PeoplePages.Row> second = tables.ranked()
                    .page(
                            STAFF_SEES,
                            tables.here(),
                            null,
                            PeoplePlace.ofClient(String.valueOf(first.nextCursor())),
                            300);

            Set<String> listed = new HashSet<>(ids(first.items()));
            assertThat(ids(second.items())).as("nobody comes twice").doesNotContainAnyElementsOf(listed);
            listed.addAll(ids(second.items()));
            assertThat(listed)
                    .as("nobody who has stayed where they were is left out")
                    .hasSizeGreaterThanOrEqualTo(504);
            assertThat(second.nextCursor()).isNull();
        }
    }

    @Test
    void readsAPageAmongTenThousandAndNotAll() {
        try (Tables tables = new Tables(Database.POSTGRESQL)) {
            tables.fill(1, 10_000);

            assertThat(rowsRead(tables))
                    .as("rows of all tables, query by query")
                    .allMatch(rows -> rows < 1_500);
        }
    }

    private static List<Long> rowsRead(Tables tables) {
        tables.jdbc().execute("analyze");
        tables.jdbc().execute("begin");
        PeoplePages pages = tables.pages();
        PeoplePlace gone = PeoplePlace.beginning(PeoplePlace.Group.GONE);
        PeoplePlace never = PeoplePlace.beginning(PeoplePlace.Group.NEVER_HERE);
        Set<String> here = tables.here().keySet();
        List<Long> rows = Stream.<Supplier<List<PeoplePages.Row>>>of(
                        () -> pages.hereByName(STAFF_SEES, here, PeoplePlace.ofClient(""), 101),
                        () -> tables.ranked()
                                .page(STAFF_SEES, tables.here(), PresenceStatus.DND, PeoplePlace.ofClient(""), 100)
                                .items(),
                        () -> pages.hereById(STAFF_SEES, here, "", 2),
                        () -> pages.gone(STAFF_SEES, gone, 101),
                        () -> pages.never(STAFF_SEES, never, 101),
                        () -> pages.offlineById(STAFF_SEES, "p00300", 101))
                .map(tables::rowsRead)
                .toList();
        tables.jdbc().execute("commit");
        return rows;
    }

    private static List<PeoplePages.Row> allPages(Tables tables, PeopleFilter filter, int limit) {
        List<PeoplePages.Row> all = new ArrayList<>();
        String cursor = "";
        do {
            Page<PeoplePages.Row> page =
                    tables.ranked().page(filter, tables.here(), null, PeoplePlace.ofClient(cursor), limit);
            all.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);
        return all;
    }

    private static Set<Role> people() {
        return EnumSet.complementOf(EnumSet.of(Role.SERVICE));
    }

    private static List<String> ids(Collection<PeoplePages.Row> people) {
        return people.stream().map(row -> row.person().userId()).toList();
    }

    /** The schema alone, on one connection, so that a transaction's own statistics can be read. */
    private static final class Tables implements AutoCloseable {
        private final SingleConnectionDataSource connection;
        private final JdbcTemplate jdbc;

        Tables(Database database) {
            connection = new SingleConnectionDataSource(
                    database.url(), database == Database.H2 ? "sa" : "postgres", "", true);
            Flyway.configure()
                    .dataSource(connection)
                    .locations(
                            "classpath:db/migration",
                            "classpath:db/vendor/" + database.name().toLowerCase(Locale.ROOT))
                    .load()
                    .migrate();
            jdbc = new JdbcTemplate(connection);
        }

        JdbcTemplate jdbc() {
            return jdbc;
        }

        RankedPeople ranked() {
            return new RankedPeople(pages());
        }

        /** As the service finds it out. */
        Map<String, PresenceStatus> here() {
            JdbcClient client = JdbcClient.create(jdbc);
            Map<String, PresenceStatus> here = new HashMap<>();
            new LastSeenTimes(client).here().forEach(row -> here.put(row.userId(), row.announced()));
            PresenceLeases leases = new PresenceLeases(
                    new NodeId("test"), client, jdbc, new TransactionTemplate(new JdbcTransactionManager(connection)));
            here.putAll(PresenceStatus.byPerson(leases.valid(Instant.now())));
            leases.stop();
            return here;
        }

        PeoplePages pages() {
            return new PeoplePages(JdbcClient.create(jdbc), Clock.systemUTC());
        }

        /**
         * Every tenth is staff. p00010 to p00013, p00018 and p00019 are here, by their sessions or
         * by what was announced last; of the others p00001 to p00020 and the odd ones have gone,
         * the even ones never came.
         */
        void fill(int from, int to) {
            List<Object[]> accounts = new ArrayList<>();
            List<Object[]> seen = new ArrayList<>();
            for (int i = from; i <= to; i++) {
                String id = "p%05d".formatted(i);
                accounts.add(new Object[] {id, id, i % 10 == 0 ? "EMPLOYEE_L1" : "CLIENT"});
                if (i != 10 && i != 11 && (i <= 20 || i % 2 == 1)) {
                    OffsetDateTime at =
                            utc(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(i));
                    seen.add(new Object[] {at, id, i == 18 ? "AWAY" : i == 19 ? "ONLINE" : "OFFLINE"});
                }
            }
            jdbc.batchUpdate("""
                    insert into account (user_id, user_name, user_role, enabled, created_at)
                    values (?, ?, ?, true, current_timestamp)""", accounts);
            jdbc.batchUpdate("""
                    insert into last_seen (seen_at, user_id, announced)
                    values (?, ?, ?)""", seen);
            if (from == 1) {
                lease("p00010", "ACTIVE", false, 60);
                lease("p00011", "AWAY", false, 60);
                lease("p00012", "DND", false, 60);
                lease("p00012", "ACTIVE", false, 60);
                lease("p00013", "ACTIVE", false, 60);
                lease("p00013", "DND", true, 60);
                lease("p00014", "ACTIVE", false, -60);
            }
        }

        private void lease(String userId, String attention, boolean closed, int seconds) {
            jdbc.update(
                    """
                    insert into presence_lease
                        (session_id, user_id, node_id, attention, visible, closed, opened_at, active_at, expires_at)
                    values (?, ?, 'node', ?, true, ?, current_timestamp, current_timestamp, ?)""",
                    userId + attention,
                    userId,
                    attention,
                    closed,
                    utc(Instant.now().plusSeconds(seconds)));
        }

        /** How many rows of tables it looks at, for PostgreSQL. */
        long rowsRead(Supplier<List<PeoplePages.Row>> query) {
            long before = rowsRead();
            assertThat(query.get()).isNotEmpty();
            return rowsRead() - before;
        }

        private long rowsRead() {
            Long rows = jdbc.queryForObject(
                    "select sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) from pg_stat_xact_user_tables", Long.class);
            return rows == null ? 0 : rows;
        }

        @Override
        public void close() {
            connection.destroy();
        }
    }
}
