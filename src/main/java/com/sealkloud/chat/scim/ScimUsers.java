package com.sealkloud.chat.scim;

import com.sealkloud.chat.account.AccountDetails;
import com.sealkloud.chat.account.AccountErased;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.provider.ProvisionedPeople;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code scim_user}, beside those of their accounts. */
@Repository
class ScimUsers implements ProvisionedPeople, AccountDetails {

    /** Programs are nobody's users. */
    private static final String SEEN = """
            from account a left join scim_user s on s.user_id = a.user_id
            where a.user_role <> 'SERVICE' and a.erased_at is null
              and (s.user_id is null or s.name_key is not null)""";

    private static final String COLUMNS = """
            select a.user_id, coalesce(s.user_name, a.user_id), s.external_id, s.given_name, s.family_name,
                a.user_name, a.user_role, a.mail, a.enabled, a.created_at
            """;

    private final JdbcClient jdbc;

    ScimUsers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<StoredUser> get(String userId) {
        return jdbc.sql(COLUMNS + SEEN + " and a.user_id = ?")
                .param(userId)
                .query(ScimUsers::user)
                .optional();
    }

    long count(ScimFilter.Condition condition) {
        return jdbc.sql("select count(*) " + SEEN + condition.sql())
                .params(condition.values())
                .query(Long.class)
                .single();
    }

    /** By offset, which is how SCIM pages. */
    List<StoredUser> list(ScimFilter.Condition condition, long offset, int limit) {
        return jdbc.sql(COLUMNS + SEEN + condition.sql() + " order by a.user_id offset " + offset + " rows fetch first "
                        + limit + " rows only")
                .params(condition.values())
                .query(ScimUsers::user)
                .list();
    }

    /** @return the id of a deleted user of that name and external id */
    Optional<String> findDeleted(String userName, String externalId) {
        return jdbc.sql("""
                        select s.user_id from scim_user s join account a on a.user_id = s.user_id
                        where s.external_id = ? and s.name_key is null and lower(s.user_name) = ?
                          and a.erased_at is null
                        order by s.user_id fetch first 1 rows only""")
                .param(externalId)
                .param(UserNames.key(userName))
                .query(String.class)
                .optional();
    }

    /** The provider's tokens may have either of the two names by which it has created the user. */
    @Override
    public Optional<String> find(String subject) {
        List<String> found = jdbc.sql("""
                        select user_id from scim_user
                        where name_key is not null and external_id = ? union
                        select user_id from scim_user where name_key = ?""")
                .param(subject)
                .param(UserNames.key(subject))
                .query(String.class)
                .list();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    @Override
    public Map<String, Object> of(String userId) {
        return jdbc.sql("""
                        select user_name as "userName", external_id as "externalId", given_name as "givenName",
                            family_name as "familyName"
                        from scim_user where user_id = ?""").param(userId).query().listOfRows().stream()
                .findFirst()
                .<Map<String, Object>>map(row -> Map.of("provisioned", row))
                .orElse(Map.of());
    }

    void save(
            String userId,
            String userName,
            @Nullable String externalId,
            @Nullable String givenName,
            @Nullable String familyName) {
        write(userId, userName, UserNames.key(userName), externalId, givenName, familyName);
    }

    /** Frees the name of this user. */
    void delete(StoredUser user) {
        write(user.userId(), user.userName(), null, user.externalId(), user.givenName(), user.familyName());
    }

    private void write(
            String userId,
            String userName,
            @Nullable String nameKey,
            @Nullable String externalId,
            @Nullable String givenName,
            @Nullable String familyName) {
        int changed = jdbc.sql("""
                        update scim_user set user_name = ?, name_key = ?, external_id = ?, given_name = ?, family_name = ?
                        where user_id = ?""")
                .param(userName)
                .param(nameKey)
                .param(externalId)
                .param(givenName)
                .param(familyName)
                .param(userId)
                .update();
        if (changed == 0) {
            jdbc.sql("""
                            insert into scim_user (user_id, user_name, name_key, external_id, given_name, family_name)
                            values (?, ?, ?, ?, ?, ?)""")
                    .param(userId)
                    .param(userName)
                    .param(nameKey)
                    .param(externalId)
                    .param(givenName)
                    .param(familyName)
                    .update();
        }
    }

    @EventListener
    void forget(AccountErased erased) {
        jdbc.sql("delete from scim_user where user_id = ?")
                .param(erased.userId())
                .update();
    }

    private static StoredUser user(ResultSet row, int number) throws SQLException {
        return new StoredUser(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                Role.valueOf(row.getString(7)),
                row.getString(8),
                row.getBoolean(9),
                row.getObject(10, OffsetDateTime.class).toInstant());
    }
}
