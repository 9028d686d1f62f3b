package com.sealkloud.chat.socket;

/**
 * What one session was promised: that something comes to it at least once in each interval. Looked at in each tick, so that
 * nothing has to be noted for each frame but that there was one.
 */
public class HeartBeat {

    private final long quietTicks;
    private long quiet;

    /**
     * @param ticks how many fit into the promised interval. Something may have left right after the last look, and the next
     *     one comes a tick later; so it beats two ticks before the end. 0 if nothing was promised
     */
    public HeartBeat(long ticks) {
        this.quietTicks = ticks == 0 ? 0 : Math.max(1, ticks - 2);
    }

    /**
     * To be called once in each tick.
     *
     * @param wasQuiet whether nothing has left since the last one
     * @return whether it is time to send something
     */
    public boolean isDue(boolean wasQuiet) {
        quiet = wasQuiet ? quiet + 1 : 0;
        return quietTicks > 0 && quiet >= quietTicks;
    }
}
