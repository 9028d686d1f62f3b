package com.sealkloud.chat.webhook;

import static com.sealkloud.chat.sql.SqlValues.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Stores the webhooks. */
@Repository
class WebhookStore {

    private final JdbcClient jdbc;

    WebhookStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Webhook> all() {
        return jdbc.sql("select * from webhook order by created_at, webhook_id")
                .query(WebhookStore::read)
                .list();
    }

    Optional<Webhook> find(String webhookId) {
        return jdbc.sql("select * from webhook where webhook_id = :id")
                .param("id", webhookId)
                .query(WebhookStore::read)
                .optional();
    }

    void add(Webhook webhook) {
        jdbc.sql("""
                        insert into webhook (webhook_id, url, events, secret, created_at)
                        values (:id, :url, :events, :secret, :now)""")
                .param("id", webhook.webhookId())
                .param("url", webhook.url())
                .param("events", String.join(" ", webhook.events()))
                .param("secret", webhook.secret())
                .param("now", utc(webhook.createdAt()))
                .update();
    }

    void change(String webhookId, String url, List<String> events) {
        jdbc.sql("update webhook set url = :url, events = :events where webhook_id = :id")
                .param("url", url)
                .param("events", String.join(" ", events))
                .param("id", webhookId)
                .update();
    }

    void changeSecret(String webhookId, String secret, Instant formerUntil) {
        jdbc.sql("""
                        update webhook set former_secret = secret, former_until = :until, secret = :secret
                        where webhook_id = :id""")
                .param("until", utc(formerUntil))
                .param("secret", secret)
                .param("id", webhookId)
                .update();
    }

    void remove(String webhookId) {
        jdbc.sql("delete from webhook where webhook_id = :id")
                .param("id", webhookId)
                .update();
    }

    /** @param reason null to restart it */
    void stop(String webhookId, @Nullable String reason) {
        jdbc.sql("update webhook set stopped_reason = :reason, failing_since = null where webhook_id = :id")
                .param("reason", reason)
                .param("id", webhookId)
                .update();
    }

    void succeeded(String webhookId) {
        jdbc.sql("update webhook set failing_since = null where webhook_id = :id and failing_since is not null")
                .param("id", webhookId)
                .update();
    }

    void failed(String webhookId, Instant now) {
        jdbc.sql("update webhook set failing_since = :now where webhook_id = :id and failing_since is null")
                .param("now", utc(now))
                .param("id", webhookId)
                .update();
    }

    private static Webhook read(ResultSet row, int number) throws SQLException {
        return new Webhook(
                row.getString("webhook_id"),
                row.getString("url"),
                List.of(row.getString("events").split(" ")),
                row.getString("secret"),
                row.getString("former_secret"),
                instant(row, "former_until"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "failing_since"),
                row.getString("stopped_reason"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
