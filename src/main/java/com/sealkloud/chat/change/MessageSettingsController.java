package com.sealkloud.chat.change;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The settings that a client needs to know when it may offer to change a message. */
@RestController
@RequestMapping("/api/v1/message-settings")
class MessageSettingsController {

    private final ChangeProperties properties;

    MessageSettingsController(ChangeProperties properties) {
        this.properties = properties;
    }

    /** @param editWindowMs how long after sending authors may edit and delete; 0 for never */
    record MessageSettings(long editWindowMs) {}

    @GetMapping
    MessageSettings settings() {
        return new MessageSettings(properties.editWindow().toMillis());
    }
}
