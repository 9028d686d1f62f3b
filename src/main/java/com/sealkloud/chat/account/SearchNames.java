package com.sealkloud.chat.account;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Updates missing search names of accounts at each start: of accounts that are older than the
 * column, or were written by a node of an earlier release. If it is interrupted, the next start
 * continues.
 */
@Component
class SearchNames implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(SearchNames.class);

    private static final int AT_ONCE = 1_000;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    SearchNames(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    private record Named(String userId, String userName, String searchName) {

        boolean isOutOfDate() {
            return !wanted().equals(searchName);
        }

        String wanted() {
            return SearchName.of(userId, userName);
        }
    }

    @Override
    public void afterSingletonsInstantiated() {
        int written = 0;
        List<Named> page = page("");
        while (!page.isEmpty()) {
            List<Named> outOfDate = page.stream().filter(Named::isOutOfDate).toList();
            write(outOfDate);
            written += outOfDate.size();
            page = page(page.get(page.size() - 1).userId());
        }
        if (written > 0) {
            log.info("The search names of {} accounts were brought up to date", written);
        }
    }

    private List<Named> page(String after) {
        return jdbc.sql("""
                        select user_id, user_name, coalesce(search_name, '') as search_name from account
                        where user_id > :after order by user_id limit :limit""")
                .param("after", after)
                .param("limit", AT_ONCE)
                .query(Named.class)
                .list();
    }

    /** An account renamed meanwhile already has a newer search name. */
    private void write(List<Named> accounts) {
        batches.batchUpdate(
                "update account set search_name = ? where user_id = ? and user_name = ?",
                accounts.stream()
                        .map(account -> new Object[] {account.wanted(), account.userId(), account.userName()})
                        .toList());
    }
}
