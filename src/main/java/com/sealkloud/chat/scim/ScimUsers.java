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
        String key = UserNames.key(userName);
        return jdbc
                .sql("""
                        select s.user_id, s.user_name from scim_user s join account a on a.user_id = s.user_id
                        where s.external_id = ? and s.name_key is null and a.erased_at is null
                        order by s.user_id""")
                .param(externalId)
                .query((row, number) -> Map.entry(row.getString(1), row.getString(2)))
                .list()
                .stream()
                // Not by the database, whose lower case may be that of ASCII only.
                .filter(deleted -> UserNames.key(deleted.getValue()).equals(key))
                .findFirst()
                .map(Map.Entry::getKey);
    }

    /**
     * The provider's tokens may have either of the two names by which it has created the user; of
     * somebody whom it has deleted, the address too.
     */
    @Override
    public List<Provisioned> find(String subject) {
        String key = UserNames.key(subject);
        return jdbc.sql("""
                        select user_id, name_key is null from scim_user where external_id = ?
                        union
                        select user_id, false from scim_user where name_key in (?, ?)
                        union
                        select user_id, true from scim_user where name_key is null and former_key = ?
                        union
                        select s.user_id, true from account a join scim_user s on s.user_id = a.user_id
                        where a.mail = ? and s.name_key is null""")
                .param(subject)
                .param(key)
                .param(UserNames.keyOfId(subject))
                .param(key)
                .param(key)
                .query((row, number) -> new Provisioned(row.getString(1), row.getBoolean(2)))
                .list();
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

    @Override
    public boolean include(String userId) {
        return jdbc.sql("select exists (select 1 from scim_user where user_id = ? and name_key is not null)")
                .param(userId)
                .query(Boolean.class)
                .single();
    }

    /** Who is called by the id of the account need not be the only one in another case. */
    void save(
            String userId,
            String userName,
            @Nullable String externalId,
            @Nullable String givenName,
            @Nullable String familyName) {
        String key = UserNames.key(userName);
        boolean isOthers = key.equals(UserNames.key(userId)) && isOfAnother(key, userId);
        write(userId, userName, isOthers ? UserNames.keyOfId(userId) : key, externalId, givenName, familyName);
    }

    private boolean isOfAnother(String key, String userId) {
        return jdbc.sql("select exists (select 1 from scim_user where name_key = ? and user_id <> ?)")
                .param(key)
                .param(userId)
                .query(Boolean.class)
                .single();
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
        String formerKey = nameKey == null ? UserNames.key(userName) : null;
        int changed = jdbc.sql("""
                        update scim_user set user_name = ?, name_key = ?, former_key = ?, external_id = ?,
                            given_name = ?, family_name = ?
                        where user_id = ?""")
                .param(userName)
                .param(nameKey)
                .param(formerKey)
                .param(externalId)
                .param(givenName)
                .param(familyName)
                .param(userId)
                .update();
        if (changed == 0) {
            jdbc.sql("""
                            insert into scim_user
                                (user_id, user_name, name_key, former_key, external_id, given_name, family_name)
                            values (?, ?, ?, ?, ?, ?, ?)""")
                    .param(userId)
                    .param(userName)
                    .param(nameKey)
                    .param(formerKey)
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
