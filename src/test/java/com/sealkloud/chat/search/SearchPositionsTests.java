package com.sealkloud.chat.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.encryption.Sealings;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

class SearchPositionsTests {

    private static final int CONVERSATIONS = 20_000;

    /** There are as many as conversations, and one of a few hundred bytes for each is a heap. */
    @Test
    void lockingAllMakesNoObjectOfEach() {
        DataSource database = Sealings.database();
        JdbcTemplate jdbc = new JdbcTemplate(database);
        jdbc.update(
                "insert into search_position (conversation_id, seq) select 'c' || x, 1 from system_range(1, ?)",
                CONVERSATIONS);
        SearchPositions positions = new SearchPositions(JdbcClient.create(database), jdbc);

        long keeping = allocatedBy(() -> jdbc.queryForList(
                "select seq from search_position where conversation_id <> '' order by conversation_id for update"));
        long locking = allocatedBy(positions::lockAll);

        assertThat(locking).isLessThan(keeping - 200L * CONVERSATIONS);
    }

    private static long allocatedBy(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        work.run();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
