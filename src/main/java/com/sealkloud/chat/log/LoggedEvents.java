package com.sealkloud.chat.log;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Reads single events of many logs. */
public interface LoggedEvents extends Repository<LogEntry, LogEntryId> {

    @Query("select e from LogEntry e where e.id in :ids")
    List<LogEntry> entries(Collection<LogEntryId> ids);
}
