package com.sealkloud.chat.account;

import com.sealkloud.chat.sql.DerivedColumn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The search names of accounts. */
@Component
class SearchNames extends DerivedColumn {

    private static final String PAGE = """
            select user_id as id, user_name as source, search_name as derived from account
            where user_id > :after order by user_id limit :limit""";

    /** An account renamed meanwhile already has a newer search name. */
    private static final String WRITE = "update account set search_name = ? where user_id = ? and user_name = ?";

    SearchNames(JdbcClient jdbc, JdbcTemplate batches) {
        super(jdbc, batches, "search names of accounts", PAGE, WRITE, SearchName::of);
    }
}
