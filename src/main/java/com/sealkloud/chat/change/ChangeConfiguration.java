package com.sealkloud.chat.change;

import com.sealkloud.chat.conversation.ModeratorUnnamed;
import com.sealkloud.chat.log.EventType;
import com.sealkloud.chat.log.EventType.Shows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The durable events of this package. */
@Configuration(proxyBeanMethods = false)
class ChangeConfiguration {

    @Bean
    EventType messageEdited() {
        return new EventType(MessageEdited.TYPE, MessageEdited.class, Shows.WORDS);
    }

    @Bean
    EventType messageDeleted() {
        return new EventType(
                MessageDeleted.TYPE,
                MessageDeleted.class,
                Shows.WORDS,
                new ModeratorUnnamed(MessageDeleted::isModeration));
    }

    @Bean
    EventType messageReaction() {
        return new EventType(MessageReaction.TYPE, MessageReaction.class, Shows.STATE);
    }
}
