package com.sealkloud.chat.presence;

import java.util.Set;

/** Published by one node, after it has announced that these users are offline. */
public record PeopleWentOffline(Set<String> userIds) {}
