package com.sealkloud.chat.lifecycle;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.task.ThreadPoolTaskSchedulerBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.transaction.TransactionException;

/**
 * The threads of scheduled tasks. They are declared here because Boot would use the scheduler of
 * Spring's WebSocket broker instead, which sends heartbeats: tasks that wait for the database would
 * delay those, and each other.
 */
@Configuration(proxyBeanMethods = false)
class ScheduledTasks {

    private static final Logger log = LoggerFactory.getLogger(ScheduledTasks.class);

    /** A failed task is repeated at its next time. */
    @Bean
    ThreadPoolTaskScheduler taskScheduler(ThreadPoolTaskSchedulerBuilder builder) {
        return builder.additionalCustomizers(scheduler -> scheduler.setErrorHandler(ScheduledTasks::report))
                .build();
    }

    /** {@link Timers} */
    @Bean(Timers.TIMERS)
    ThreadPoolTaskScheduler timers() {
        ThreadPoolTaskScheduler timers = new ThreadPoolTaskScheduler();
        timers.setPoolSize(2);
        timers.setThreadNamePrefix("timers-");
        timers.setErrorHandler(ScheduledTasks::report);
        return timers;
    }

    /** A database outage must not fill the log with stack traces. */
    private static void report(Throwable failure) {
        if (failure instanceof DataAccessException || failure instanceof TransactionException) {
            log.atLevel(DatabaseOutages.level(failure)).log("A task waits for the database: {}", failure.getMessage());
        } else {
            log.error("A task has failed", failure);
        }
    }
}
