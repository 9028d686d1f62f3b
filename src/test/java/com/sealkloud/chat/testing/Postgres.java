package com.sealkloud.chat.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A PostgreSQL server for the tests. */
public final class Postgres implements AutoCloseable {
    private final EmbeddedPostgres server;
    private final AtomicInteger number = new AtomicInteger();

    Postgres() {
        try {
            server = EmbeddedPostgres.builder()
                    .setPort(Processes.freePort())
                    .setServerConfig("max_connections", "300")
                    .setServerConfig("fsync", "off")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not start", e);
        }
    }

    /** @return the JDBC URL of a new, empty database */
    public String newDatabase() {
        String name = "chat_" + number.incrementAndGet();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return server.getJdbcUrl("postgres", name);
    }

    /** Keeps a copy of the database of this JDBC URL, as a backup does. */
    public void backUp(String url) {
        String name = nameIn(url);
        alone(name, "create database " + name + "_backup template " + name);
    }

    /** Sets it back to that, while its users are there. */
    public void restore(String url) {
        String name = nameIn(url);
        alone(name, "drop database " + name, "create database " + name + " template " + name + "_backup");
    }

    private static String nameIn(String url) {
        Matcher name = Pattern.compile("/(chat_\\d+)\\b").matcher(url);
        if (!name.find()) {
            throw new IllegalArgumentException("No database of ours: " + url);
        }
        return name.group(1);
    }

    private void alone(String name, String... statements) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter database " + name + " with allow_connections false");
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
            for (String each : statements) {
                statement.execute(each);
            }
            statement.execute("alter database " + name + " with allow_connections true");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
