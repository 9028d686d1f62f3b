package com.sealkloud.chat.account;

import com.sealkloud.chat.sql.DerivedColumn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Updates missing search names of accounts at each start. */
@Component
class SearchNames implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(SearchNames.class);

    private static final String PAGE = """
            select user_id as id, user_name as source, search_name as derived from account
            where user_id > :after order by user_id limit :limit""";

    /** An account renamed meanwhile already has a newer search name. */
    private static final String WRITE = "update account set search_name = ? where user_id = ? and user_name = ?";

    private final DerivedColumn searchName;

    SearchNames(JdbcClient jdbc, JdbcTemplate batches) {
        this.searchName = new DerivedColumn(jdbc, batches, PAGE, WRITE, SearchName::of);
    }

    @Override
    public void afterSingletonsInstantiated() {
        int written = searchName.update();
        if (written > 0) {
            log.info("The search names of {} accounts were brought up to date", written);
        }
    }
}
