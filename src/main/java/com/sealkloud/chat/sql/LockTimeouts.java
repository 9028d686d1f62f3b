package com.sealkloud.chat.sql;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.stereotype.Component;

/**
 * Recognises that a statement has waited too long for a row, which concerns this row alone. Spring
 * does not know the code of PostgreSQL, and takes that of H2 for a slow statement.
 */
@Component
public class LockTimeouts extends SQLExceptionSubclassTranslator {

    private static final String OF_POSTGRESQL = "55P03";
    private static final int OF_H2 = 50_200;

    /** @return whether it was caused by a row that stayed locked */
    public static boolean isOne(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && (OF_POSTGRESQL.equals(sql.getSQLState()) || sql.getErrorCode() == OF_H2)) {
                return true;
            }
        }
        return false;
    }

    @Override
    protected @Nullable DataAccessException doTranslate(String task, @Nullable String sql, SQLException failure) {
        return isOne(failure)
                ? new CannotAcquireLockException(buildMessage(task, sql, failure), failure)
                : super.doTranslate(task, sql, failure);
    }
}
