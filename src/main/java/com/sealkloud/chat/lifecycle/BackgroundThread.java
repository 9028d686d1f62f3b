package com.sealkloud.chat.lifecycle;

import org.springframework.context.SmartLifecycle;

/** One thread that works from the start of the node to its end, in a phase of {@link StopPhases}. */
public abstract class BackgroundThread implements SmartLifecycle {

    private final String name;
    private final int phase;
    private volatile Thread thread = new Thread();
    private volatile boolean running;

    protected BackgroundThread(String name, int phase) {
        this.name = name;
        this.phase = phase;
    }

    /** Works until {@link #isRunning} says no more, and finishes what is left. An interrupt ends it at once. */
    protected abstract void work();

    @Override
    public void start() {
        running = true;
        thread = new Thread(this::work, name);
        thread.start();
    }

    @Override
    public void stop() {
        running = false;
        StopPhases.join(thread);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return phase;
    }
}
