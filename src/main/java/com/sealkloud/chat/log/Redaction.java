package com.sealkloud.chat.log;

import tools.jackson.databind.node.ObjectNode;

/** Takes personal data out of an event, or out of what quotes one. */
@FunctionalInterface
public interface Redaction {

    /** @return whether it has changed anything */
    boolean apply(ObjectNode event);
}
