package com.sealkloud.chat.lifecycle;

import org.springframework.context.SmartLifecycle;

/** A thread that runs from the start of the node to its stop, in a phase of {@link StopPhases}. */
public abstract class BackgroundThread implements SmartLifecycle {

    private final String name;
    private final int phase;
    private volatile Thread thread = new Thread();
    private volatile boolean running;

    protected BackgroundThread(String name, int phase) {
        this.name = name;
        this.phase = phase;
    }

    /**
     * Runs until {@link #isRunning} is false, and then finishes the remaining work. An interrupt
     * ends it immediately.
     */
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
