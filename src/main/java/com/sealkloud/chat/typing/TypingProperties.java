package com.sealkloud.chat.typing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Typing indicators.
 *
 * @param timeout after which somebody who does not go on typing has stopped
 */
@ConfigurationProperties("chat.typing")
record TypingProperties(@DefaultValue("6s") Duration timeout) {}
