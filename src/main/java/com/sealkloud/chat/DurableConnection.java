package com.sealkloud.chat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An H2 connection whose commits return only when they are written to the file. H2 itself writes
 * once a second. {@code WRITE_DELAY=0} would change that, but also stop its background work, which
 * reuses space in the file. Each write takes some 18 KB of the file. H2 reuses space only after 45
 * seconds, so that the newest state is on the disk before an older one is overwritten. So the file
 * grows to what is written in that time: 1.1 GB for 30,000 messages in half a minute, and some
 * 50 MB for 30 a second.
 */
final class DurableConnection {

    /** Commits that wait for a write at the same time share one. */
    static final String WRITE = "checkpoint";

    private final Connection connection;
    private final UnaryOperator<SQLException> failures;
    private boolean written;

    private DurableConnection(Connection connection, UnaryOperator<SQLException> failures) {
        this.connection = connection;
        this.failures = failures;
    }

    /** @param failures converts a failure of H2 into the exception to throw */
    static Connection of(Connection connection, UnaryOperator<SQLException> failures) {
        DurableConnection durable = new DurableConnection(connection, failures);
        return proxy(Connection.class, durable::ofConnection);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(DurableConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private @Nullable Object ofConnection(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        Object result = call(connection, method, arguments);
        if (method.getName().equals("commit")) {
            writeOut();
        }
        if (result instanceof Statement statement) {
            Class<? extends Statement> type = result instanceof CallableStatement
                    ? CallableStatement.class
                    : result instanceof PreparedStatement ? PreparedStatement.class : Statement.class;
            return proxy(type, (own, call, values) -> ofStatement(statement, (Connection) proxy, call, values));
        }
        return result;
    }

    private @Nullable Object ofStatement(
            Statement statement, Connection proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getName().equals("getConnection")) {
            return proxy;
        }
        Object result = call(statement, method, arguments);
        if (method.getName().startsWith("execute") && !method.getName().equals("executeQuery")) {
            written = true;
            if (connection.getAutoCommit()) {
                writeOut();
            }
        }
        return result;
    }

    private void writeOut() throws SQLException {
        if (written) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(WRITE);
            } catch (SQLException e) {
                throw failures.apply(e);
            }
            written = false;
        }
    }

    private @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            Throwable cause = Objects.requireNonNull(e.getCause());
            throw cause instanceof SQLException failure ? failures.apply(failure) : cause;
        }
    }
}
