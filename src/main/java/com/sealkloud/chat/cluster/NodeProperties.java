package com.sealkloud.chat.cluster;

import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * This node of the service.
 *
 * @param name its name for people, such as in RabbitMQ's console; that of the machine or container
 *     if empty
 */
@Validated
@ConfigurationProperties("chat.node")
record NodeProperties(
        @Pattern(regexp = "[A-Za-z0-9._-]{0,60}") @DefaultValue("")
        String name) {}
