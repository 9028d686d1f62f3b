package com.sealkloud.chat.realtime;

import com.sealkloud.chat.http.UnfinishedFrames;
import com.sealkloud.chat.lifecycle.StopPhases;
import com.sealkloud.chat.relay.DeliveryGuard;
import com.sealkloud.chat.session.Overload;
import com.sealkloud.chat.session.SessionLanes;
import com.sealkloud.chat.session.Sockets;
import com.sealkloud.chat.socket.RealtimeProperties;
import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.messaging.simp.config.ChannelRegistration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketTransportRegistration;

/** The endpoint {@code /ws}, its limits, and the guards on both of its channels. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocketMessageBroker
class StompConfiguration implements WebSocketMessageBrokerConfigurer {

    private final RealtimeProperties properties;
    private final FrameGuard frameGuard;
    private final Receipts receipts;
    private final DeliveryGuard deliveryGuard;
    private final SessionLanes lanes;
    private final FrameBodyResolver bodyResolver;
    private final Sockets sockets;
    private final UnfinishedFrames unfinishedFrames;
    private final RefusalCounter refusals;

    StompConfiguration(
            RealtimeProperties properties,
            FrameGuard frameGuard,
            Receipts receipts,
            DeliveryGuard deliveryGuard,
            SessionLanes lanes,
            FrameBodyResolver bodyResolver,
            Sockets sockets,
            UnfinishedFrames unfinishedFrames,
            RefusalCounter refusals) {
        this.properties = properties;
        this.frameGuard = frameGuard;
        this.receipts = receipts;
        this.deliveryGuard = deliveryGuard;
        this.lanes = lanes;
        this.bodyResolver = bodyResolver;
        this.sockets = sockets;
        this.unfinishedFrames = unfinishedFrames;
        this.refusals = refusals;
    }

    @Override
    public void registerStompEndpoints(StompEndpointRegistry registry) {
        Handshake handshake = new Handshake(sockets);
        // Before the controllers' paths are matched: after an outage, handshakes arrive by the
        // thousand.
        registry.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registry.setErrorHandler(new ProtocolErrors(refusals))
                .setPreserveReceiveOrder(true)
                .addEndpoint("/ws")
                .setHandshakeHandler(handshake)
                .addInterceptors(handshake)
                .setAllowedOrigins(properties.allowedOrigins().toArray(String[]::new));
    }

    @Override
    public void configureWebSocketTransport(WebSocketTransportRegistration transport) {
        transport
                .setMessageSizeLimit((int) properties.frameLimit().toBytes())
                .setSendTimeLimit((int) properties.sendTimeLimit().toMillis())
                .setSendBufferSizeLimit((int) properties.sendBufferLimit().toBytes())
                .setTimeToFirstMessage((int) properties.connectTimeout().toMillis())
                .addDecoratorFactory(sockets)
                .addDecoratorFactory(unfinishedFrames);
    }

    /** The threads mostly wait for a group commit: the more of them wait, the less each costs. */
    @Override
    public void configureClientInboundChannel(ChannelRegistration channel) {
        ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
        executor.setThreadNamePrefix("chat-in-");
        executor.setCorePoolSize(properties.inboundThreads());
        executor.setMaxPoolSize(properties.inboundThreads());
        executor.setQueueCapacity(properties.inboundQueue());
        executor.setRejectedExecutionHandler(new Overload(sockets));
        // The ends of sessions are still handled while the node drains.
        executor.setAcceptTasksAfterContextClose(true);
        // Tomcat, which stops right after it, reports threads that have not ended yet.
        executor.setAwaitTerminationSeconds(2);
        // Not taskExecutor(): any other executor of the application replaces it, which Boot
        // configures here.
        channel.interceptors(frameGuard, receipts).executor(executor);
    }

    @Override
    public void configureClientOutboundChannel(ChannelRegistration channel) {
        channel.interceptors(deliveryGuard).executor(lanes);
    }

    @Override
    public Integer getPhase() {
        return StopPhases.MESSAGING;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(bodyResolver);
    }
}
