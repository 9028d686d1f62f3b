package com.sealkloud.chat.erasure;

import com.sealkloud.chat.log.EventType;
import com.sealkloud.chat.log.EventType.Shows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The durable event of this package. */
@Configuration(proxyBeanMethods = false)
class ErasureConfiguration {

    @Bean
    EventType personErased() {
        return new EventType(PersonErased.TYPE, PersonErased.class, Shows.WORDS);
    }
}
