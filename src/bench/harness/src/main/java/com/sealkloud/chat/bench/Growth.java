package com.sealkloud.chat.bench;

import com.sealkloud.chat.bench.Options.WorkloadId;
import java.util.List;

/** What grows, in a workload of its own each, and which figures of it are drawn. */
enum Growth {
    MEMBERS(
            WorkloadId.G1,
            "members",
            "members of one room at 10 messages/s",
            List.of("CPU ms per message", "CPU ms per delivery", "delivery p99 ms")),
    ROOMS(
            WorkloadId.G2,
            "rooms",
            "rooms of two people at 100 messages/s altogether",
            List.of("CPU ms per message", "receipt p99 ms")),
    MESSAGES(
            WorkloadId.G3,
            "messages stored",
            "messages stored in a room, at 100 messages/s",
            List.of("CPU ms per message", "receipt p99 ms", "page p99 ms")),
    NODES(
            WorkloadId.G4,
            "nodes",
            "nodes on one machine for 300 people at 100 messages/s",
            List.of("CPU ms per message", "delivery p99 ms"));

    private final WorkloadId workload;
    private final String axis;
    private final String title;
    private final List<String> drawn;

    Growth(WorkloadId workload, String axis, String title, List<String> drawn) {
        this.workload = workload;
        this.axis = axis;
        this.title = title;
        this.drawn = drawn;
    }

    String workload() {
        return workload.name();
    }

    /** @return the figure that says of a step how far it has grown */
    String axis() {
        return axis;
    }

    String title() {
        return title;
    }

    /** @return figures in milliseconds */
    List<String> drawn() {
        return drawn;
    }
}
