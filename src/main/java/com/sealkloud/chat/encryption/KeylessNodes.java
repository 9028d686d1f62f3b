package com.sealkloud.chat.encryption;

import com.sealkloud.chat.cluster.NodeRegister;
import com.sealkloud.chat.cluster.NodeRegister.NodeView;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The nodes that run without a master key: beside them encryption is not switched on. A node says
 * whether it has one before it looks for keys, and one that makes the first key looks for others
 * afterwards: of two that start at once, one sees the other.
 */
@Component
class KeylessNodes {

    private static final Logger log = LoggerFactory.getLogger(KeylessNodes.class);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final NodeRegister nodes;

    KeylessNodes(NodeRegister nodes) {
        this.nodes = nodes;
    }

    /** @param hasKey whether this node has one */
    void tell(boolean hasKey) {
        nodes.enter(hasKey);
    }

    /**
     * A node that has died is known by not renewing its row, and is no reason after a while.
     *
     * @throws MasterKeyException if one runs
     */
    void awaitNone() {
        Map<String, Instant> seen = new HashMap<>();
        List<NodeView> found = nodes.runningWithoutKey();
        while (!found.isEmpty()) {
            for (NodeView node : found) {
                Instant before = seen.putIfAbsent(node.name(), node.seenAt());
                if (before != null && !before.equals(node.seenAt())) {
                    throw new MasterKeyException("Encryption cannot be switched on, because the node " + node.name()
                            + " runs without the master key: it could not read what is sealed. Give all nodes"
                            + " CHAT_ENCRYPTION_KEYFILE, restart them, and then switch it on.");
                }
                if (before == null) {
                    log.info("Is the node {} still running? It has no master key", node.name());
                }
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            found = nodes.runningWithoutKey();
        }
    }
}
