package com.sealkloud.chat.relay;

import com.sealkloud.chat.session.FrameHeaders;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.broker.BrokerAvailabilityEvent;
import org.springframework.messaging.simp.stomp.StompBrokerRelayMessageHandler;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.ExecutorSubscribableChannel;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.messaging.support.MessageHeaderAccessor;
import org.springframework.messaging.tcp.TcpOperations;

/**
 * This node's single STOMP session at RabbitMQ: Spring's broker relay on separate channels, whose
 * only client is this node. A lost session is replaced as soon as the broker is available.
 */
class RelaySession {

    private static final Logger log = LoggerFactory.getLogger(RelaySession.class);

    /** Meaningful to RabbitMQ only. */
    static final String QUEUE_NAME = "x-queue-name";

    /** The prefix of queues that the relay's account may declare. */
    static final String QUEUES = "stomp-subscription-";

    private static final byte[] EMPTY = new byte[0];

    /** The first session takes a moment; only after this time is its absence logged. */
    private static final long FIRST_SESSION_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Called on the connection's own thread, in the order of the frames. */
    interface Listener {

        void connected();

        void lost();

        /** The request with this receipt has been executed. */
        void receipt(String receiptId);

        void message(String destination, @Nullable String origin, byte[] body);
    }

    private final ExecutorSubscribableChannel toBroker = new ExecutorSubscribableChannel();
    private final StompBrokerRelayMessageHandler relay;
    private final Listener listener;
    private final long heartbeatMillis;
    private final String brokers;
    private final AtomicLong attempts = new AtomicLong();
    private volatile boolean brokerAvailable;
    private volatile @Nullable String sessionId;
    private volatile long lastSent = System.nanoTime();
    private volatile long startedAt;
    private volatile boolean told;

    RelaySession(RelayProperties properties, long heartbeatMillis, Listener listener) {
        this(properties, heartbeatMillis, listener, new EagerTcpClient(properties));
    }

    RelaySession(
            RelayProperties properties, long heartbeatMillis, Listener listener, TcpOperations<byte[]> connections) {
        this.listener = listener;
        this.heartbeatMillis = heartbeatMillis;
        this.brokers = String.join(", ", properties.nodes());
        ExecutorSubscribableChannel fromBroker = new ExecutorSubscribableChannel();
        fromBroker.subscribe(this::received);
        relay = new StompBrokerRelayMessageHandler(
                toBroker, fromBroker, new ExecutorSubscribableChannel(), Set.of("/topic"));
        relay.setTcpClient(connections);
        relay.setVirtualHost(properties.virtualHost());
        relay.setClientLogin(properties.username());
        relay.setClientPasscode(properties.password());
        relay.setSystemLogin(properties.username());
        relay.setSystemPasscode(properties.password());
        relay.setSystemHeartbeatSendInterval(heartbeatMillis);
        relay.setSystemHeartbeatReceiveInterval(heartbeatMillis);
        relay.setApplicationEventPublisher(event -> {
            if (event instanceof BrokerAvailabilityEvent availability) {
                brokerAvailable = availability.isBrokerAvailable();
                if (brokerAvailable) {
                    connect();
                } else {
                    drop();
                }
            }
        });
    }

    void start() {
        startedAt = System.nanoTime();
        relay.start();
        // The broker may have answered before the relay said that it runs.
        if (brokerAvailable) {
            connect();
        }
    }

    void stop() {
        // From here on, a lost session is intended.
        told = true;
        relay.stop();
    }

    /**
     * Keeps the session alive, and replaces it if it was lost while the broker stayed; called every
     * second.
     */
    void tend() {
        String current = sessionId;
        if (current == null && brokerAvailable) {
            connect();
        } else if (current == null && System.nanoTime() - startedAt > FIRST_SESSION_NANOS) {
            tellOnce();
        } else if (current != null
                && System.nanoTime() - lastSent >= TimeUnit.MILLISECONDS.toNanos(heartbeatMillis) / 2) {
            send(StompHeaderAccessor.createForHeartbeat(), current);
        }
    }

    private synchronized void connect() {
        // A relay that does not run yet drops every frame without a word.
        if (sessionId == null && relay.isRunning()) {
            String next = "node-" + attempts.incrementAndGet();
            sessionId = next;
            StompHeaderAccessor connect = StompHeaderAccessor.create(StompCommand.CONNECT);
            connect.setAcceptVersion("1.1,1.2");
            connect.setHeartbeat(heartbeatMillis, heartbeatMillis);
            send(connect, next);
        }
    }

    private void drop() {
        String lost = sessionId;
        if (lost != null) {
            sessionId = null;
            tellOnce();
            // Makes the relay drop the old connection, which may only be silent.
            send(StompHeaderAccessor.createForHeartbeat(), lost);
            listener.lost();
        }
    }

    /** One line per outage, however many attempts there are. */
    private void tellOnce() {
        if (!told) {
            told = true;
            log.warn("No session at RabbitMQ over STOMP ({}); the sessions of this node continue", brokers);
        }
    }

    /**
     * The listener gets a receipt with the subscription's id when it is active.
     *
     * @param queue unique among the queues of all sessions of all nodes; subscriptions of this
     *     session may share one
     */
    void subscribe(String subscriptionId, String destination, String queue) {
        StompHeaderAccessor subscribe = StompHeaderAccessor.create(StompCommand.SUBSCRIBE);
        subscribe.setSubscriptionId(subscriptionId);
        subscribe.setDestination(destination);
        subscribe.setReceipt(subscriptionId);
        FrameHeaders.keepAllowed(subscribe);
        subscribe.setNativeHeader(QUEUE_NAME, QUEUES + queue);
        sendIfConnected(subscribe);
    }

    void unsubscribe(String subscriptionId) {
        StompHeaderAccessor unsubscribe = StompHeaderAccessor.create(StompCommand.UNSUBSCRIBE);
        unsubscribe.setSubscriptionId(subscriptionId);
        sendIfConnected(unsubscribe);
    }

    private void sendIfConnected(StompHeaderAccessor frame) {
        String current = sessionId;
        if (current != null) {
            send(frame, current);
        }
    }

    private void send(StompHeaderAccessor frame, String session) {
        lastSent = System.nanoTime();
        frame.setSessionId(session);
        frame.setLeaveMutable(true);
        toBroker.send(MessageBuilder.createMessage(EMPTY, frame.getMessageHeaders()));
    }

    private void received(Message<?> message) {
        StompHeaderAccessor frame = MessageHeaderAccessor.getAccessor(message, StompHeaderAccessor.class);
        if (frame == null || !Objects.equals(frame.getSessionId(), sessionId)) {
            return;
        }
        StompCommand command = frame.getCommand();
        if (command == StompCommand.MESSAGE) {
            listener.message(
                    Objects.requireNonNull(frame.getDestination()),
                    frame.getFirstNativeHeader(RabbitBroadcast.ORIGIN_HEADER),
                    (byte[]) message.getPayload());
        } else if (command == StompCommand.RECEIPT) {
            listener.receipt(Objects.requireNonNull(frame.getReceiptId()));
        } else if (command == StompCommand.CONNECTED) {
            log.info("This node has a session at RabbitMQ over STOMP");
            told = false;
            listener.connected();
        } else if (command == StompCommand.ERROR) {
            log.debug("The broker ended the session: {}", frame.getMessage());
            drop();
        }
    }
}
