package com.sealkloud.chat.bench.load;

/**
 * What a stretch of load has brought.
 *
 * @param sent messages, of this stretch alone, as are {@code delivered} and {@code receipts}
 * @param seconds from the first message to the last delivery
 * @param loopShare the part of one core that the generator has used
 */
public record Measured(Tally tally, long sent, long delivered, long receipts, double seconds, double loopShare) {

    public double deliveryMillis(double percentile) {
        return tally.deliveryMicros().getValueAtPercentile(percentile) / 1e3;
    }

    public double receiptMillis(double percentile) {
        return tally.receiptMicros().getValueAtPercentile(percentile) / 1e3;
    }
}
