package com.sealkloud.chat.log;

/**
 * Takes what is logged, within the transaction that logs it. There is one, the outbox's: whatever
 * else ran there could fail the messages of everybody whose messages share the commit.
 */
public interface EventSink {

    void logged(EventLogged event);
}
