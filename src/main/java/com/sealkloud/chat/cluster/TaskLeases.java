package com.sealkloud.chat.cluster;

import static com.sealkloud.chat.sql.SqlValues.utc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Ensures that one node at a time runs a scheduled task. */
@Component
public class TaskLeases {

    private final JdbcTemplate jdbc;
    private final String nodeId;
    private final Clock clock;
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    TaskLeases(JdbcTemplate jdbc, NodeId nodeId, Clock clock) {
        this.jdbc = jdbc;
        this.nodeId = nodeId.value();
        this.clock = clock;
    }

    /**
     * Runs the task, unless another node or another thread is running it.
     *
     * @param task a row of {@code task_lease}
     * @param atMost how long other nodes wait if this node dies meanwhile
     */
    public void alone(String task, Duration atMost, Runnable work) {
        if (running.add(task)) {
            try {
                runLeased(task, atMost, work);
            } finally {
                running.remove(task);
            }
        }
    }

    /** This node's own lease is one that it could not give back while the database was away. */
    private void runLeased(String task, Duration atMost, Runnable work) {
        Instant now = clock.instant();
        int taken = jdbc.update(
                "update task_lease set node_id = ?, ends_at = ? where task = ?"
                        // A lease that ends later than possible was taken before the clock was set
                        // back.
                        + " and (ends_at < ? or ends_at > ? or node_id = ?)",
                nodeId,
                utc(now.plus(atMost)),
                task,
                utc(now),
                utc(now.plus(atMost.multipliedBy(2))),
                nodeId);
        if (taken == 0) {
            return;
        }
        try {
            work.run();
        } finally {
            jdbc.update("update task_lease set ends_at = ? where task = ? and node_id = ?", utc(now), task, nodeId);
        }
    }
}
