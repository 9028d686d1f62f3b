package com.sealkloud.chat.search;

import com.sealkloud.chat.realtime.SearchPermits;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The index, as the database allows, and how many may search messages. */
@Configuration(proxyBeanMethods = false)
class SearchConfiguration {

    @Bean
    SearchPermits searchPermits(SearchProperties properties) {
        return new SearchPermits(properties.atOnce());
    }

    @Bean
    SearchIndex searchIndex(
            JdbcTemplate jdbc,
            JdbcClient client,
            TransactionTemplate transactions,
            IndexKey key,
            SearchProperties properties) {
        boolean isPostgres = Boolean.TRUE.equals(jdbc.execute((ConnectionCallback<Boolean>)
                connection -> connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")));
        if (!isPostgres) {
            return new ScannedIndex(client, jdbc, key);
        }
        Vocabulary vocabulary = new Vocabulary(client, jdbc);
        OrphanedWords orphans = new OrphanedWords(client, jdbc, transactions);
        return new WordIndex(
                client, jdbc, vocabulary, orphans, key, new WordWindows(client, jdbc, vocabulary, key, properties));
    }
}
