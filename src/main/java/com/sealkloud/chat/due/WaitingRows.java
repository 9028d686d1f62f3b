package com.sealkloud.chat.due;

/** What of a feature waits in the database. How many rows that are becomes a metric. */
public interface WaitingRows {

    /** @return the name of the metric */
    String metric();

    long count();
}
