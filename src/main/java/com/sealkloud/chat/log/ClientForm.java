package com.sealkloud.chat.log;

import tools.jackson.databind.node.ObjectNode;

/** What clients get of the events of a type, where staff and programs get more. */
public interface ClientForm {

    /** @return whether clients listen at this destination of such an event */
    boolean isHeardByClients(String destination);

    /** @return the event as clients get it, with the same place in the log */
    ObjectNode of(ObjectNode event);
}
