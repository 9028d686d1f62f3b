package com.sealkloud.chat.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Identifies this node of the service; new at each start. */
@Component
public class NodeId {

    private static final int SHOWN = 8;
    private static final int LONGEST_HOST = 60;

    private final String value = UUID.randomUUID().toString();
    private final String name;

    @Autowired
    NodeId(NodeProperties properties) {
        this(properties.name());
    }

    /** @param configured its name; empty for the name of the machine */
    public NodeId(String configured) {
        // Two nodes of one machine, and a restarted node, share only this prefix.
        this.name = (configured.isEmpty() ? hostName() : configured) + "-" + value.substring(0, SHOWN);
    }

    private static String hostName() {
        try {
            String host = InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9._-]", "-");
            return host.substring(0, Math.min(host.length(), LONGEST_HOST));
        } catch (UnknownHostException e) {
            return "node";
        }
    }

    public String value() {
        return value;
    }

    /** @return its name for people, such as in RabbitMQ's console */
    public String name() {
        return name;
    }
}
