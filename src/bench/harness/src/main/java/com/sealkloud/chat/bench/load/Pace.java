package com.sealkloud.chat.bench.load;

import com.sealkloud.chat.bench.load.Population.Stream;

/** Decides when which stream says something, until it is done. Belongs to the loop's thread. */
interface Pace extends EventLoop.Pacer {

    boolean isDone();

    /** Sends the next message of a stream. */
    interface Speaker {

        /**
         * @param intended when it should have been sent, by {@link System#nanoTime}; latencies
         *     count from then
         */
        void say(Stream stream, long intended);
    }
}
