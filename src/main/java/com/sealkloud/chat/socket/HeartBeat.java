package com.sealkloud.chat.socket;

/**
 * The heartbeats negotiated with one session, in both directions: something is sent at least once
 * in each interval, and a client from which nothing comes for three of its intervals is gone.
 * Checked at each tick, so that a frame only needs to be noticed, not timed, and no clock that is
 * set can end a session.
 */
public class HeartBeat {

    /** A beat may be late, and the next one too. */
    private static final int MISSED = 3;

    private final long quietTicks;
    private final long silentTicks;
    private long quiet;
    private long silent;

    /**
     * @param ticks how many fit into the interval in which something must be sent. A frame may have
     *     been sent right after the last check, and the next one comes a tick later; so it beats
     *     two ticks before the end. 0 without heartbeats
     * @param clientsTicks how many fit into the interval in which the client sends something; 0 if
     *     it has not promised to
     */
    public HeartBeat(long ticks, long clientsTicks) {
        this.quietTicks = ticks == 0 ? 0 : Math.max(1, ticks - 2);
        this.silentTicks = clientsTicks * MISSED;
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

    /**
     * Called once per tick.
     *
     * @param wasSilent whether nothing has come since the last one
     * @return whether the client is gone
     */
    public boolean isGone(boolean wasSilent) {
        silent = wasSilent ? silent + 1 : 0;
        return silentTicks > 0 && silent > silentTicks;
    }
}
