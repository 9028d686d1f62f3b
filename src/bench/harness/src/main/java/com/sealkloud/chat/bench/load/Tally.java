package com.sealkloud.chat.bench.load;

import org.HdrHistogram.Histogram;

/**
 * Where the ledger stands.
 *
 * @param expected deliveries that all messages sent so far have to make
 * @param missing numbers that were left out
 * @param repeated numbers that came twice, or after a later one
 * @param unknown what nobody has sent
 * @param failures connections that the server has ended or refused, the last one's reason in {@code
 *     failure}
 * @param deliveryMicros from the time when a message was meant to be sent, in microseconds, as is
 *     {@code receiptMicros}
 */
public record Tally(
        long sent,
        long expected,
        long delivered,
        long receipts,
        long missing,
        long repeated,
        long unknown,
        int failures,
        String failure,
        Histogram deliveryMicros,
        Histogram receiptMicros) {

    public boolean isComplete() {
        return delivered >= expected && receipts >= sent;
    }

    /** @return what makes the run void, or an empty string */
    public String fault() {
        if (failures > 0) {
            return failures + " connections ended, the last one with " + failure;
        }
        if (missing > 0 || repeated > 0 || unknown > 0) {
            return missing + " missing, " + repeated + " repeated or late, " + unknown + " unknown";
        }
        if (delivered < expected) {
            return (expected - delivered) + " of " + expected + " deliveries lost";
        }
        return receipts < sent ? (sent - receipts) + " of " + sent + " receipts lost" : "";
    }
}
