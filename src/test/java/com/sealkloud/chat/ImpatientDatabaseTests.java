package com.sealkloud.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sealkloud.chat.lifecycle.DatabaseOutages;
import com.sealkloud.chat.sql.LockTimeouts;
import com.sealkloud.chat.testing.Servers;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.env.MockEnvironment;

/** How long callers wait for a row of PostgreSQL that somebody else has locked. */
@ExtendWith(Servers.class)
class ImpatientDatabaseTests {

    private final List<HikariDataSource> pools = new ArrayList<>();

    @AfterEach
    void close() {
        pools.forEach(HikariDataSource::close);
    }

    private HikariDataSource pool(String url) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pools.add(pool);
        return pool;
    }

    private static JdbcTemplate opened(HikariDataSource pool) {
        new ImpatientDatabase(new MockEnvironment()).postProcessBeforeInitialization(pool, "dataSource");
        JdbcTemplate jdbc = new JdbcTemplate(pool);
        jdbc.setExceptionTranslator(new LockTimeouts());
        return jdbc;
    }

    private static String shown(JdbcTemplate jdbc, String setting) {
        return jdbc.queryForObject("show " + setting, String.class);
    }

    @Test
    void theServerGivesUpBeforeTheSocketDoes() {
        assertThat(shown(opened(pool(Servers.postgres().newDatabase())), "lock_timeout"))
                .isEqualTo("5s");
    }

    @Test
    void whatAnOperatorHasSetIsKept() {
        String url = Servers.postgres().newDatabase();
        JdbcTemplate byUrl = opened(pool(url + "&options=-c%20lock_timeout=2s%20-c%20work_mem=8MB"));
        HikariDataSource other = pool(url + "&options=-c%20work_mem=8MB");
        other.setConnectionInitSql("set application_name = 'chat'");
        JdbcTemplate byStatement = opened(other);

        assertThat(shown(byUrl, "lock_timeout")).isEqualTo("2s");
        assertThat(shown(byUrl, "work_mem")).isEqualTo("8MB");
        assertThat(shown(byStatement, "lock_timeout")).isEqualTo("5s");
        assertThat(shown(byStatement, "work_mem")).isEqualTo("8MB");
        assertThat(shown(byStatement, "application_name")).isEqualTo("chat");
    }

    @Test
    void aRowThatStaysLockedIsNoOutage() throws SQLException {
        HikariDataSource pool = pool(Servers.postgres().newDatabase() + "&options=-c%20lock_timeout=50ms");
        JdbcTemplate jdbc = opened(pool);
        jdbc.execute("create table word (word varchar(20) primary key)");
        jdbc.update("insert into word values ('row')");
        try (Connection other = pool.getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("select word from word for update");

            assertThatThrownBy(() -> jdbc.update("update word set word = 'changed'"))
                    .isInstanceOf(CannotAcquireLockException.class)
                    .matches(LockTimeouts::isOne)
                    .matches(failure -> !DatabaseOutages.isOutage(failure));
            other.rollback();
        }
    }
}
