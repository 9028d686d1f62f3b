package com.sealkloud.chat.typing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Typing indicators.
 *
 * @param timeout after which typing ends without another {@code typing_start}
 */
@ConfigurationProperties("chat.typing")
record TypingProperties(@DefaultValue("6s") Duration timeout) {}
