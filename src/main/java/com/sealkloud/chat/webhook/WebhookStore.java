package com.sealkloud.chat.webhook;

import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.encryption.SealedColumn;
import com.sealkloud.chat.encryption.SealedColumns;
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

    private static final String UNREADABLE = "";

    private final JdbcClient jdbc;
    private final SealedColumn secrets;
    private final SealedColumn formerSecrets;

    WebhookStore(JdbcClient jdbc, SealedColumns sealed) {
        this.jdbc = jdbc;
        this.secrets = sealed.of("webhook", "webhook_id", "secret");
        this.formerSecrets = sealed.of("webhook", "webhook_id", "former_secret");
    }

    List<Webhook> all() {
        return jdbc
                .sql("select * from webhook order by created_at, webhook_id")
                .query(WebhookStore::read)
                .list()
                .stream()
                .map(this::opened)
                .toList();
    }

    Optional<Webhook> find(String webhookId) {
        return jdbc.sql("select * from webhook where webhook_id = :id")
                .param("id", webhookId)
                .query(WebhookStore::read)
                .optional()
                .map(this::opened);
    }

    void add(Webhook webhook) {
        jdbc.sql("""
                        insert into webhook (webhook_id, url, events, secret, created_at)
                        values (:id, :url, :events, :secret, :now)""")
                .param("id", webhook.webhookId())
                .param("url", webhook.url())
                .param("events", String.join(" ", webhook.events()))
                .param("secret", secrets.seal(webhook.webhookId(), webhook.secret()))
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

    void changeSecret(Webhook webhook, String secret, Instant formerUntil) {
        String webhookId = webhook.webhookId();
        jdbc.sql("""
                        update webhook set former_secret = :former, former_until = :until, secret = :secret
                        where webhook_id = :id""")
                .param("former", formerSecrets.seal(webhookId, webhook.secret()))
                .param("until", utc(formerUntil))
                .param("secret", secrets.seal(webhookId, secret))
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

    /** One that cannot be opened signs nothing: its calls fail, and not those of others. */
    private Webhook opened(Webhook stored) {
        String former = stored.formerSecret();
        return stored.withSecrets(
                secrets.open(stored.webhookId(), stored.secret()).orElse(UNREADABLE),
                former == null
                        ? null
                        : formerSecrets.open(stored.webhookId(), former).orElse(UNREADABLE));
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
