package com.sealkloud.chat.search;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The index, as the database allows. */
@Configuration(proxyBeanMethods = false)
class SearchConfiguration {

    @Bean
    SearchIndex searchIndex(JdbcTemplate jdbc, JdbcClient client, IndexKey key, SearchProperties properties) {
        boolean isPostgres = Boolean.TRUE.equals(jdbc.execute((ConnectionCallback<Boolean>)
                connection -> connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")));
        if (!isPostgres) {
            return new ScannedIndex(client, jdbc, key);
        }
        Vocabulary vocabulary = new Vocabulary(client, jdbc);
        return new WordIndex(client, jdbc, vocabulary, key, new WordWindows(client, jdbc, vocabulary, key, properties));
    }
}
