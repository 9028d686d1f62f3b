package com.sealkloud.chat.relay;

import com.sealkloud.chat.cluster.NodeId;
import com.sealkloud.chat.fanout.Interest;
import com.sealkloud.chat.fanout.LocalFanOut;
import com.sealkloud.chat.lifecycle.StopPhases;
import com.sealkloud.chat.socket.RealtimeProperties;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.messaging.simp.broker.BrokerAvailabilityEvent;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Makes this node one client of RabbitMQ: over a single {@link RelaySession} it subscribes to a
 * destination while a local session does, and passes events to {@link LocalFanOut}.
 *
 * <p>Sessions stay open while the broker is unavailable. Afterwards the node renews its
 * subscriptions and then publishes {@link RelayRestored}, so that clients can fetch what they
 * missed.
 */
@Component
@ConditionalOnProperty(name = "chat.broker", havingValue = "rabbitmq")
@ConditionalOnProperty(name = "chat.relay.sessions", havingValue = "per-node", matchIfMissing = true)
class NodeRelay implements Interest, RelaySession.Listener, SmartLifecycle {

    private final NodeSubscriptions subscriptions = new NodeSubscriptions();
    private final RelaySession session;
    private final LocalFanOut local;
    private final String nodeId;
    private final String nodeName;
    private final ApplicationEventPublisher events;
    private final long lingerNanos;
    private volatile boolean connected;
    private volatile boolean running;

    NodeRelay(
            RelayProperties properties,
            RealtimeProperties realtime,
            LocalFanOut local,
            NodeId nodeId,
            ApplicationEventPublisher events) {
        this.session = new RelaySession(properties, realtime.heartbeat().toMillis(), this);
        this.local = local;
        this.nodeId = nodeId.value();
        this.nodeName = nodeId.name();
        this.events = events;
        this.lingerNanos = properties.linger().toNanos();
    }

    @Override
    public CompletableFuture<Void> add(String destination) {
        NodeSubscriptions.Entry entry;
        // Either it is renewed with the others, or it is subscribed here: not both.
        synchronized (subscriptions) {
            entry = subscriptions.add(destination);
            if (!connected) {
                return CompletableFuture.completedFuture(null);
            }
        }
        if (entry.isNew()) {
            subscribe(entry);
        }
        return entry.stands();
    }

    private void subscribe(NodeSubscriptions.Entry entry) {
        session.subscribe(entry.id(), entry.destination(), nodeName + "-" + entry.queue());
    }

    @Override
    public void remove(String destination) {
        subscriptions.remove(destination);
    }

    @Scheduled(fixedDelayString = "${chat.relay.reconnect-interval:1s}")
    void tend() {
        if (running) {
            session.tend();
            subscriptions.takeUnused(lingerNanos).forEach(entry -> session.unsubscribe(entry.id()));
        }
    }

    @Override
    public void connected() {
        List<NodeSubscriptions.Entry> all;
        synchronized (subscriptions) {
            connected = true;
            all = subscriptions.renewAll();
        }
        all.forEach(this::subscribe);
        CompletableFuture.allOf(
                        all.stream().map(NodeSubscriptions.Entry::stands).toArray(CompletableFuture[]::new))
                .thenRun(() -> events.publishEvent(new RelayRestored()));
        events.publishEvent(new BrokerAvailabilityEvent(true, this));
    }

    @Override
    public void lost() {
        connected = false;
        subscriptions.giveUpWaiting();
        events.publishEvent(new BrokerAvailabilityEvent(false, this));
    }

    @Override
    public void receipt(String receiptId) {
        subscriptions.stands(receiptId);
    }

    @Override
    public void message(String destination, @Nullable String origin, byte[] body) {
        if (!nodeId.equals(origin)) {
            local.deliver(destination, body);
        }
    }

    @Override
    public void start() {
        running = true;
        session.start();
    }

    @Override
    public void stop() {
        running = false;
        session.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return StopPhases.BROKER;
    }
}
