package com.sealkloud.chat.automation;

import static com.sealkloud.chat.sql.SqlValues.utc;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.sealkloud.chat.encryption.SealedColumn;
import com.sealkloud.chat.encryption.SealedColumns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rules of the configuration and those of administrators. */
@Repository
class RuleStore {

    /** Cached, because every message of a ticket reads the rules. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final JdbcClient jdbc;
    private final AutomationProperties properties;
    private final Clock clock;
    private final SealedColumn contents;
    private final LoadingCache<String, List<Rule>> known;

    RuleStore(JdbcClient jdbc, SealedColumns sealed, AutomationProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
        this.contents = sealed.of("automation_rule", "rule_id", "content");
        this.known = Caffeine.newBuilder()
                .expireAfterWrite(FRESH)
                .build(everything -> present().toList());
    }

    /** All of them. A change on another node may be missing for a moment. */
    List<Rule> all() {
        return known.get("");
    }

    private Stream<Rule> present() {
        return Stream.concat(configured().stream(), made().stream());
    }

    /** @return those of the configuration, which cannot be changed here */
    List<Rule> configured() {
        return properties.rules();
    }

    List<Rule> made() {
        return jdbc
                .sql("select * from automation_rule order by created_at, rule_id")
                .query(RuleStore::rule)
                .list()
                .stream()
                .flatMap(rule -> opened(rule).stream())
                .toList();
    }

    Optional<Rule> find(String ruleId) {
        return present().filter(rule -> rule.ruleId().equals(ruleId)).findFirst();
    }

    /** A rule whose text cannot be opened says nothing. */
    private Optional<Rule> opened(Rule stored) {
        return contents.open(stored.ruleId(), stored.content())
                .map(content -> new Rule(stored.ruleId(), stored.trigger(), stored.status(), stored.after(), content));
    }

    private static Rule rule(ResultSet row, int number) throws SQLException {
        return new Rule(
                row.getString("rule_id"),
                Trigger.valueOf(row.getString("trigger_kind")),
                row.getString("status"),
                duration(row.getObject("after_seconds", Long.class)),
                row.getString("content"));
    }

    private static @Nullable Duration duration(@Nullable Long seconds) {
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    void add(Rule rule) {
        write("""
                insert into automation_rule (rule_id, trigger_kind, status, after_seconds, content, created_at)
                values (:ruleId, :trigger, :status, :after, :content, :now)""", rule).param("now", utc(clock.instant())).update();
    }

    /** @return the rule, which nobody else changes until the transaction ends */
    Optional<Rule> lock(String ruleId) {
        return jdbc.sql("select * from automation_rule where rule_id = :ruleId for update")
                .param("ruleId", ruleId)
                .query(RuleStore::rule)
                .optional()
                .flatMap(this::opened);
    }

    void change(Rule rule) {
        write("""
                update automation_rule
                set trigger_kind = :trigger, status = :status, after_seconds = :after, content = :content
                where rule_id = :ruleId""", rule).update();
    }

    private JdbcClient.StatementSpec write(String sql, Rule rule) {
        Duration after = rule.after();
        return jdbc.sql(sql)
                .param("ruleId", rule.ruleId())
                .param("trigger", rule.trigger().name())
                .param("status", rule.status(), Types.VARCHAR)
                .param("after", after == null ? null : after.toSeconds(), Types.BIGINT)
                .param("content", contents.seal(rule.ruleId(), rule.content()));
    }

    void remove(String ruleId) {
        jdbc.sql("delete from automation_rule where rule_id = :ruleId")
                .param("ruleId", ruleId)
                .update();
    }

    /** To be called after a change is committed. */
    void forgetKnown() {
        known.invalidateAll();
    }
}
