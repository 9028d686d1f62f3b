package com.sealkloud.chat.lifecycle;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.task.ThreadPoolTaskSchedulerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** What becomes of a scheduled task that fails: it is tried again in its turn. A database that is away fills no log with traces. */
@Configuration(proxyBeanMethods = false)
class ScheduledTasks {

    private static final Logger log = LoggerFactory.getLogger(ScheduledTasks.class);

    @Bean
    ThreadPoolTaskSchedulerCustomizer taskErrors() {
        return scheduler -> scheduler.setErrorHandler(ScheduledTasks::report);
    }

    private static void report(Throwable failure) {
        if (failure instanceof DataAccessException || failure instanceof TransactionException) {
            log.warn("A task waits for the database: {}", failure.getMessage());
        } else {
            log.error("A task has failed", failure);
        }
    }
}
