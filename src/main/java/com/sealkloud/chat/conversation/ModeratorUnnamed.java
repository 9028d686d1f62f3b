package com.sealkloud.chat.conversation;

import com.sealkloud.chat.log.ClientForm;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** Clients do not learn which administrator has taken something away. */
public final class ModeratorUnnamed implements ClientForm {

    private final Predicate<ObjectNode> isModeration;

    /** @param isModeration whether an event tells of an administrator's step */
    public ModeratorUnnamed(Predicate<ObjectNode> isModeration) {
        this.isModeration = isModeration;
    }

    @Override
    public boolean isHeardByClients(String destination) {
        return !RoomTopics.isOfNotes(destination);
    }

    @Override
    public ObjectNode of(ObjectNode event) {
        ObjectNode shown = event.deepCopy();
        if (isModeration.test(event)) {
            shown.remove("actorId");
        }
        return shown;
    }
}
