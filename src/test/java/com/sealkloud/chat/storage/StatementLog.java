package com.sealkloud.chat.storage;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/** Keeps the SQL that the server under test sends, so that its plans are those of the real queries. */
public class StatementLog implements StatementInspector {
    private static final List<String> STATEMENTS = new CopyOnWriteArrayList<>();

    @Override
    public String inspect(String sql) {
        STATEMENTS.add(sql);
        return sql;
    }

    static void clear() {
        STATEMENTS.clear();
    }

    static List<String> all() {
        return List.copyOf(STATEMENTS);
    }

    /** The queries that page through the log. */
    static List<String> pagesOfTheLog() {
        return STATEMENTS.stream()
                .filter(sql -> sql.contains("from log_entry") && sql.contains("order by") && !sql.contains(" join "))
                .distinct()
                .toList();
    }
}
