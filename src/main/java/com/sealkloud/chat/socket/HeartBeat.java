package com.sealkloud.chat.socket;

/**
 * The heartbeat negotiated with one session: something is sent at least once in each interval.
 * Checked at each tick, so that a frame only needs to be noticed, not timed.
 */
public class HeartBeat {

    private final long quietTicks;
    private long quiet;

    /**
     * @param ticks how many fit into the negotiated interval. A frame may have been sent right
     *     after the last check, and the next one comes a tick later; so it beats two ticks before
     *     the end. 0 without heartbeats
     */
    public HeartBeat(long ticks) {
        this.quietTicks = ticks == 0 ? 0 : Math.max(1, ticks - 2);
    }

    /**
     * Called once per tick.
     *
     * @param wasQuiet whether nothing was sent since the last one
     * @return whether it is time to send something
     */
    public boolean isDue(boolean wasQuiet) {
        quiet = wasQuiet ? quiet + 1 : 0;
        return quietTicks > 0 && quiet >= quietTicks;
    }
}
