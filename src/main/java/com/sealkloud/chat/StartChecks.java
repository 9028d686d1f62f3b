package com.sealkloud.chat;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Checks, before anything is opened, what would otherwise be noticed late or never: invalid
 * settings that no record binds, unknown names, a port that is taken.
 */
class StartChecks implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Logger log = LoggerFactory.getLogger(StartChecks.class);

    private static final Set<String> BROKERS = Set.of("embedded", "rabbitmq");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        checkValues(environment);
        new KnownSettings().unknownIn(environment).forEach(log::warn);
        checkPort(environment);
    }

    private static void checkValues(ConfigurableEnvironment environment) {
        String broker = environment.getProperty("chat.broker", "embedded");
        if (!BROKERS.contains(broker)) {
            throw new InvalidConfigurationPropertyValueException(
                    "chat.broker", broker, "It is CHAT_BROKER, and must be embedded or rabbitmq.");
        }
        Binder binder = Binder.get(environment);
        binder.bind("chat.demo", Boolean.class);
        binder.bind("chat.access-change-interval", Duration.class);
    }

    /**
     * Tomcat would notice only after the database was migrated and other nodes knew of this one.
     */
    private static void checkPort(ConfigurableEnvironment environment) {
        int port = environment.getProperty("server.port", Integer.class, 0);
        if (port <= 0) {
            return;
        }
        try (ServerSocket socket = new ServerSocket()) {
            String address = environment.getProperty("server.address");
            socket.setReuseAddress(true);
            socket.bind(
                    address == null
                            ? new InetSocketAddress(port)
                            : new InetSocketAddress(InetAddress.getByName(address), port));
        } catch (UnknownHostException e) {
            throw new InvalidConfigurationPropertyValueException(
                    "server.address", environment.getProperty("server.address"), "There is no such host.");
        } catch (BindException e) {
            throw String.valueOf(e.getMessage()).contains("in use")
                    ? new PortInUseException(port, e)
                    : new InvalidConfigurationPropertyValueException(
                            "server.port",
                            port,
                            "It cannot be bound at " + environment.getProperty("server.address", "any address") + ": "
                                    + e.getMessage());
        } catch (IOException e) {
            throw new IllegalStateException("The port " + port + " cannot be checked", e);
        }
    }
}
