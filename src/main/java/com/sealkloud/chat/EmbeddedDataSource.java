package com.sealkloud.chat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.File;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.Set;

/**
 * Makes the embedded H2 write commits to its file before they are acknowledged ({@link
 * DurableConnection}), and reopens it after it has closed itself because the disk was full.
 */
class EmbeddedDataSource extends FailFastDataSource {

    /** With less free disk space, the next commit may fail again. */
    private static final long ENOUGH_BYTES = 10_000_000;

    /** H2 has closed the database, or cannot read or write its file. */
    private static final Set<Integer> CLOSED = Set.of(90_028, 90_030, 90_031, 90_098, 90_121);

    private final File folder;

    EmbeddedDataSource(HikariDataSource pool, File folder) {
        super(pool);
        this.folder = folder;
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            return DurableConnection.of(super.getConnection(), this::failure);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private SQLException failure(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && CLOSED.contains(sql.getErrorCode())) {
                lost(failure);
                return new SQLTransientConnectionException("The database has closed itself", failure);
            }
        }
        return failure;
    }

    /** H2 reopens a database only when no connection is left, and only a writable one helps. */
    @Override
    boolean isBack(HikariDataSource pool) {
        pool.getHikariPoolMXBean().softEvictConnections();
        if (folder.getUsableSpace() < ENOUGH_BYTES) {
            return false;
        }
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("comment on schema public is 'SealKloud Chat'");
            statement.execute(DurableConnection.WRITE);
            return true;
        } catch (SQLException e) {
            return false;
        }
    }
}
