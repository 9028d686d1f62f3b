/**
 * Notifications: who gets one, its content, and the settings of users.
 *
 * <p>{@code NotificationQueue} reads {@code chat.notifications}, and {@code NotificationListener}
 * decides whom to tell; what it decides are rows that become due, and {@code NotificationSender}
 * sends them to the page or queues them for devices, to which {@code PushSender} ({@code push})
 * sends them. notifications.md explains each step.
 */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "api",
            "conversation",
            "deadletter",
            "due",
            "fanout",
            "lifecycle",
            "log",
            "outbox",
            "presence",
            "push",
            "rabbit",
            "session",
            "sql",
            "text"
        })
@NullMarked
package com.sealkloud.chat.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
