package com.sealkloud.chat.people;

import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.account.PersonAuthentication;
import com.sealkloud.chat.account.SearchName;
import com.sealkloud.chat.audit.AuditLog;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Creates the accounts of an import together: there may be ten thousand. */
@Repository
class ImportedAccounts {

    private static final Logger log = LoggerFactory.getLogger(ImportedAccounts.class);

    private final JdbcTemplate jdbc;
    private final AuditLog audit;
    private final Clock clock;

    ImportedAccounts(JdbcTemplate jdbc, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Creates accounts without passwords, within the caller's transaction.
     *
     * @throws org.springframework.dao.DuplicateKeyException if an id is taken
     */
    void create(List<ImportedPerson> people, PersonAuthentication actor) {
        if (people.isEmpty()) {
            return;
        }
        OffsetDateTime now = utc(clock.instant());
        jdbc.batchUpdate(
                """
                insert into account
                    (user_id, user_name, user_role, search_name, enabled, local_account, created_at, mail, language)
                values (?, ?, ?, ?, true, false, ?, ?, ?)""",
                people.stream()
                        .map(imported -> new Object[] {
                            imported.person().userId(),
                            imported.person().userName(),
                            imported.person().userRole().name(),
                            SearchName.of(
                                    imported.person().userId(),
                                    imported.person().userName()),
                            now,
                            imported.contact().mail(),
                            imported.contact().language()
                        })
                        .toList());
        people.stream()
                .map(ImportedPerson::person)
                .forEach(person -> audit.record(
                        "account.created",
                        "user:" + person.userId(),
                        null,
                        Map.of("role", person.userRole().wireName(), "enabled", true)));
        log.info("{} creates {} imported accounts", actor.getName(), people.size());
    }
}
