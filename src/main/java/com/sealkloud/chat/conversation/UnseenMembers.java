package com.sealkloud.chat.conversation;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Implemented by a feature that hides members of a room from clients. */
public interface UnseenMembers {

    /** @return their ids, by the room's */
    Map<String, Set<String>> of(Collection<String> roomIds);

    default boolean isOne(String roomId, String userId) {
        return of(List.of(roomId)).getOrDefault(roomId, Set.of()).contains(userId);
    }
}
