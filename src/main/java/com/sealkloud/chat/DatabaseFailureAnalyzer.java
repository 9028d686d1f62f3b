package com.sealkloud.chat;

import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.hibernate.tool.schema.spi.SchemaManagementException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Explains why the start was refused if the database is unavailable, or its schema is not one of
 * this product.
 */
class DatabaseFailureAnalyzer extends AbstractFailureAnalyzer<Exception> {

    /** SQL states of this class are failures to connect (SQL standard, connection exception). */
    private static final String CONNECTION_FAILURE = "08";

    private final String url;

    DatabaseFailureAnalyzer(Environment environment) {
        this.url = environment.getProperty("spring.datasource.url", "");
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, Exception cause) {
        SQLException sql = findCause(rootFailure, SQLException.class);
        if (sql != null) {
            return String.valueOf(sql.getSQLState()).startsWith(CONNECTION_FAILURE) ? away(sql) : refused(sql);
        }
        FlywayException migration = findCause(rootFailure, FlywayException.class);
        if (migration != null) {
            return doesNotFit(migration);
        }
        SchemaManagementException schema = findCause(rootFailure, SchemaManagementException.class);
        return schema == null ? null : doesNotFit(schema);
    }

    private FailureAnalysis away(SQLException failure) {
        return new FailureAnalysis(
                "The database " + url + " does not answer: " + failure.getMessage(),
                "Check that it runs, and SPRING_DATASOURCE_URL.",
                failure);
    }

    private FailureAnalysis refused(SQLException failure) {
        return new FailureAnalysis(
                "The database " + url + " refused: " + failure.getMessage(),
                "Check SPRING_DATASOURCE_USERNAME, SPRING_DATASOURCE_PASSWORD and the rights of that user. A database in a"
                        + " file can be opened by one server at a time.",
                failure);
    }

    private FailureAnalysis doesNotFit(Exception failure) {
        return new FailureAnalysis(
                "The schema of the database " + url + " does not fit this version: " + failure.getMessage(),
                "If a newer release has changed it further than this one can follow, start that release again, or restore the"
                        + " backup from before it. Otherwise use an empty database, or one that SealKloud Chat has made and"
                        + " nothing else has changed.",
                failure);
    }
}
