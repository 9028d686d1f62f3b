package com.sealkloud.chat.account;

import static com.sealkloud.chat.sql.SqlValues.texts;

import com.sealkloud.chat.text.Folding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks up users. Disabled accounts are hidden unless requested explicitly. */
@Component
public class Directory {

    private final AccountRepository accounts;
    private final JdbcClient jdbc;

    Directory(AccountRepository accounts, JdbcClient jdbc) {
        this.accounts = accounts;
        this.jdbc = jdbc;
    }

    /** @return the enabled user of that id, if there is one */
    public Optional<Person> find(String userId) {
        return accounts.findById(userId).filter(Account::isEnabled).map(Account::person);
    }

    /** @return the enabled ones among these, in no particular order */
    public List<Person> findAll(Collection<String> userIds) {
        return people(userIds, false);
    }

    /** @return all of these that have or had an account, in no particular order */
    public List<Person> findAllEvenDisabled(Collection<String> userIds) {
        return people(userIds, true);
    }

    /** A user who has or had an account, and whether it is enabled. */
    public record Listed(Person person, boolean enabled) {}

    /** @return all of these that have or had an account, by their ids */
    public Map<String, Listed> list(Collection<String> userIds) {
        return jdbc
                .sql(
                        "select user_id, user_name, user_role, picture_key, enabled from account where user_id = any(:userIds)")
                .param("userIds", texts(userIds))
                .query((row, number) -> new Listed(person(row, number), row.getBoolean(5)))
                .list()
                .stream()
                .collect(Collectors.toMap(listed -> listed.person().userId(), Function.identity()));
    }

    /** @return how all of these that have an account are reached, by their ids */
    public Map<String, Contact> contacts(Collection<String> userIds) {
        return jdbc
                .sql("select user_id, mail, language from account where user_id = any(:userIds)")
                .param("userIds", texts(userIds))
                .query((row, number) -> Map.entry(row.getString(1), new Contact(row.getString(2), row.getString(3))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private List<Person> people(Collection<String> userIds, boolean evenDisabled) {
        return jdbc.sql("""
                        select user_id, user_name, user_role, picture_key from account
                        where user_id = any(:userIds) and (enabled or :evenDisabled)""")
                .param("userIds", texts(userIds))
                .param("evenDisabled", evenDisabled)
                .query(Directory::person)
                .list();
    }

    /** @return the ids of so many people, enabled or not, whose name or id contains this part */
    public List<String> idsMatching(String query, int limit) {
        return jdbc.sql("""
                        select user_id from account
                        where coalesce(search_name, lower(user_name || ' ' || user_id)) like :pattern escape '!'
                        order by user_id fetch first :limit rows only""")
                .param("pattern", Folding.patternFor(query))
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    /**
     * Pages through disabled accounts by {@code userId}, as {@link PeopleFilter} does through
     * enabled ones.
     */
    public List<Person> searchDisabled(String query, Set<Role> roles, String after, int limit) {
        return jdbc.sql("""
                        select user_id, user_name, user_role, picture_key from account
                        where not enabled and user_id > :after and user_role = any(:roles)
                          and coalesce(search_name, lower(user_name || ' ' || user_id)) like :pattern escape '!'
                        order by user_id fetch first :limit rows only""")
                .param("after", after)
                .param("roles", texts(roles.stream().map(Role::name).toList()))
                .param("pattern", Folding.patternFor(query))
                .param("limit", limit)
                .query(Directory::person)
                .list();
    }

    private static Person person(ResultSet row, int number) throws SQLException {
        return Person.shown(row.getString(1), row.getString(2), Role.valueOf(row.getString(3)), row.getString(4));
    }
}
