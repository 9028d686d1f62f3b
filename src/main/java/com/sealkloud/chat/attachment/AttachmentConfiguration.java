package com.sealkloud.chat.attachment;

import com.sealkloud.chat.conversation.ModeratorUnnamed;
import com.sealkloud.chat.http.BodyLimit;
import com.sealkloud.chat.image.Pictures;
import com.sealkloud.chat.log.EventType;
import com.sealkloud.chat.log.EventType.Shows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The durable event of this package, and what bounds its uploads. */
@Configuration(proxyBeanMethods = false)
class AttachmentConfiguration {

    @Bean
    EventType attachmentChanged() {
        return new EventType(
                AttachmentChanged.TYPE,
                AttachmentChanged.class,
                Shows.WORDS,
                new ModeratorUnnamed(AttachmentChanged::isRemoval));
    }

    @Bean
    Pictures pictures(AttachmentProperties properties) {
        return new Pictures(properties.mostPixels());
    }

    @Bean
    BodyLimit uploadedFiles(AttachmentProperties properties) {
        return new BodyLimit("/api/v1/conversations/*/attachments", properties.limit(), true);
    }
}
