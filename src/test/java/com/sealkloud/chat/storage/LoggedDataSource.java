package com.sealkloud.chat.storage;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.support.ProxyDataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** The data source of a server, which records all calls, whichever library makes them. */
public class LoggedDataSource extends HikariDataSource {
    /** To be given to that server. */
    static final String OPTION = "--spring.datasource.type=" + LoggedDataSource.class.getName();

    private static final List<String> CALLS = new CopyOnWriteArrayList<>();

    private final ProxyDataSource logged = ProxyDataSourceBuilder.create(new Unlogged())
            .afterQuery(LoggedDataSource::keep)
            .build();

    private static void keep(ExecutionInfo call, List<QueryInfo> queries) {
        // A batch is one call, and its rows have the same statement.
        queries.stream().map(QueryInfo::getQuery).distinct().forEach(CALLS::add);
    }

    static void clear() {
        CALLS.clear();
    }

    /** The SQL of each call since; a batch is one. */
    static List<String> calls() {
        return List.copyOf(CALLS);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return logged.getConnection();
    }

    private final class Unlogged extends AbstractDataSource {
        @Override
        public Connection getConnection() throws SQLException {
            return LoggedDataSource.super.getConnection();
        }

        @Override
        public Connection getConnection(String user, String password) {
            throw new UnsupportedOperationException();
        }
    }
}
